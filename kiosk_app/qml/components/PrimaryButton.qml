import QtQuick
import "../theme"

// The one action of a screen.
Touchable {
    id: button

    property string text
    property string icon
    property bool busy: false

    objectName: "primary"
    height: Theme.action
    color: Theme.accent

    Row {
        anchors.centerIn: parent
        spacing: Theme.gap

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.icon !== "" || button.busy
            name: button.busy ? "wait" : button.icon
            colour: Theme.accentInk
            size: 80

            RotationAnimation on rotation {
                running: button.busy && button.visible && motion
                loops: Animation.Infinite
                from: 0
                to: 360
                duration: 1200
                onStopped: target.rotation = 0
            }
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.title
            font.bold: true
            color: Theme.accentInk
            text: button.text
        }
    }
}
