import QtQuick
import "../theme"

// What a person may also do: clearly less than the primary action.
Touchable {
    id: button

    property string text
    property string icon

    objectName: "secondary"
    width: content.width + 2 * 48
    height: Theme.action
    color: Theme.tint(Theme.ink)

    Row {
        id: content

        anchors.centerIn: parent
        spacing: 16

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.icon !== ""
            name: button.icon
            colour: Theme.ink
            size: 56
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            font.bold: true
            text: button.text
        }
    }
}
