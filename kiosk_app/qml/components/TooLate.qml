import QtQuick
import "../theme"

// No payment starts that the session might not outlive.
Notice {
    icon: "clock"
    colour: Theme.warn
    text: qsTr("A payment needs three minutes, and %1 is left. Nothing was charged.").arg(kiosk.timeLeft)
}
