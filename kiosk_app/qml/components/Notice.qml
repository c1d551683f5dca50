import QtQuick
import "../theme"

// A short sentence with its drawing upon a tinted card.
Rectangle {
    id: notice

    property string text
    property string icon
    property color colour: Theme.ink

    width: 936
    height: Math.max(content.height + 2 * 36, 152)
    radius: Theme.radius
    color: Theme.tint(colour)

    Row {
        id: content

        x: 40
        anchors.verticalCenter: parent.verticalCenter
        spacing: 32

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: notice.icon
            colour: notice.colour
            size: 72
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: notice.width - 80 - 72 - 32
            text: notice.text
        }
    }
}
