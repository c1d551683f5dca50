import QtQuick
import "../theme"

// People hold real cards to such screens: this mark never leaves.
Row {
    spacing: 16

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: "simulation"
        colour: Theme.soft
        size: 56
    }

    Words {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.soft
        font.bold: true
        font.letterSpacing: Theme.chinese ? 8 : 4
        text: qsTr("SIMULATION")
    }
}
