import QtQuick
import "../theme"

// Before the screen gives up it asks, and one touch anywhere goes on.
Rectangle {
    id: overlay

    color: Qt.rgba(0.08, 0.06, 0.05, 0.72)
    opacity: kiosk.warns ? 1 : 0
    visible: opacity > 0

    Behavior on opacity { NumberAnimation { duration: Theme.moving; easing.type: Easing.OutCubic } }

    TapHandler { onTapped: kiosk.touch("stay") }

    Rectangle {
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 2 * Theme.margin
        height: content.height + 2 * 72
        radius: Theme.radius
        color: Theme.paper

        Column {
            id: content

            x: 56
            y: 72
            width: parent.width - 2 * x
            spacing: 40

            Headline {
                width: parent.width
                text: qsTr("Still there?")
            }

            Words {
                width: parent.width
                color: Theme.soft
                text: qsTr("Otherwise this screen starts again for the next customer.")
            }

            CountdownRing {
                width: 264
                anchors.horizontalCenter: parent.horizontalCenter
                share: kiosk.warningSeconds / 20
                time: kiosk.warningSeconds
            }

            PrimaryButton {
                width: parent.width
                objectName: "stay"
                text: qsTr("Yes, go on")
                icon: "check"
                onTouched: kiosk.touch("stay")
            }
        }
    }
}
