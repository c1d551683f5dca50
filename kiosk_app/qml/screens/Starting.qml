import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    id: screen

    headline: kiosk.confirming ? qsTr("Your payment\nis safe") : qsTr("One moment,\nplease")
    lead: kiosk.confirming ? qsTr("We are looking for your order.") : qsTr("The machine is waking up.")
    ready: hero.ready

    Halo {
        x: 150
        y: 620
        width: 780
    }

    PhoneCase {
        id: hero

        x: 180
        y: 520
        address: cases.customer
    }

    Rectangle {
        anchors.centerIn: wheel
        width: 104
        height: 104
        radius: 52
        color: "transparent"
        border.width: 8
        border.color: Theme.line
    }

    Icon {
        id: wheel

        x: 476
        y: 1580
        name: "wait"
        colour: Theme.accent
        size: 128

        RotationAnimation on rotation {
            running: screen.visible && motion
            loops: Animation.Infinite
            from: 0
            to: 360
            duration: 1200
        }
    }
}
