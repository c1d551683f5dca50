import QtQuick
import "../theme"

// In the place of the queue, which can't be known just now.
Rectangle {
    height: 176
    color: Theme.warn

    Row {
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: 32

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "offline"
            colour: Theme.stateInk
            size: 80
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: 820
            font.bold: true
            color: Theme.stateInk
            text: qsTr("No connection at the moment. Nothing is lost, we keep trying.")
        }
    }
}
