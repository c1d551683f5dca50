import QtQuick
import "../theme"

// Always there, always in the same place, in the words of the language that it leads to.
Touchable {
    id: button

    objectName: "language"
    width: content.width + 2 * 36
    height: Theme.target
    color: "transparent"
    onTouched: kiosk.switchLanguage()

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        height: 96
        radius: Theme.radius
        color: Theme.card
    }

    Row {
        id: content

        anchors.centerIn: parent
        spacing: 16

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "language"
            colour: Theme.ink
            size: 56
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            font.bold: true
            text: Theme.chinese ? "English" : "中文"
        }
    }
}
