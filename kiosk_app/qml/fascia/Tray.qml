import QtQuick
import "../components"
import "../theme"

// The pocket in which the simulation cards lie.
Rectangle {
    id: tray

    width: 432
    radius: 36
    border.width: 3
    border.color: "#1a1b1d"
    gradient: Gradient {
        GradientStop { position: 0; color: "#141517" }
        GradientStop { position: 0.06; color: "#232428" }
        GradientStop { position: 1; color: "#2d2f33" }
    }

    Words {
        x: 24
        y: 28
        width: parent.width - 48
        horizontalAlignment: Text.AlignHCenter
        color: "#d9dce2"
        text: qsTr("Simulation cards")
    }

    Words {
        x: 24
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        width: parent.width - 48
        horizontalAlignment: Text.AlignHCenter
        visible: tray.height > 700
        color: "#d9dce2"
        text: qsTr("Tap one to pay")
    }
}
