import QtQuick
import "../theme"

// The code, always dark on white, with the session's id for a person to read.
Rectangle {
    id: card

    readonly property bool ready: kiosk.qrUrl !== "" && code.status === Image.Ready

    width: 936
    height: content.height + 32
    radius: Theme.radius
    color: Theme.codeCard

    Column {
        id: content

        width: parent.width

        Image {
            id: code

            objectName: "code"
            anchors.horizontalCenter: parent.horizontalCenter
            width: 800
            height: 800
            cache: false
            fillMode: Image.Pad
            sourceSize: Qt.size(800, 800)
            source: kiosk.qrUrl ? "image://qr/" + encodeURIComponent(kiosk.qrUrl) : ""
        }

        Words {
            objectName: "sessionId"
            x: 40
            width: parent.width - 80
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.WrapAnywhere
            color: Theme.codeInk
            text: kiosk.sessionId
        }
    }
}
