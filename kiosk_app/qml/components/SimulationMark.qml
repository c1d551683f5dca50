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

    // Why the countdown stands still or runs; in real time there is nothing to say.
    Words {
        anchors.verticalCenter: parent.verticalCenter
        visible: kiosk.clockPace !== ""
        color: Theme.soft
        text: kiosk.clockStands ? qsTr("Clock frozen") : qsTr("Clock %1×").arg(kiosk.clockPace)
    }
}
