import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    readonly property bool complete: kiosk.progress === "design_complete" || kiosk.progress === "payment_reached"
    readonly property bool connected: kiosk.progress !== "designing" && !complete

    headline: complete ? qsTr("That looks\nwonderful!") : connected ? qsTr("Your phone\nis connected") : qsTr("Design on\nyour phone")
    lead: complete ? qsTr("Confirm it on your phone.") : connected ? qsTr("Choose your model there.") : qsTr("Your case grows here as you go.")
    ready: hero.ready

    Halo {
        x: 310
        y: 680
        width: 740
    }

    PhoneCase {
        id: hero

        x: 300
        y: 548
        floats: true
        address: cases.customer
    }

    CountdownRing {
        x: Theme.margin
        y: 1484
        share: kiosk.timeShare
        time: kiosk.timeLeft
    }

    Column {
        x: 360
        width: 648
        anchors.verticalCenter: parent.top
        anchors.verticalCenterOffset: 1608

        Words {
            width: parent.width
            visible: kiosk.modelName !== ""
            size: Theme.title
            font.bold: true
            text: kiosk.modelName
        }

        Words {
            width: parent.width
            color: Theme.soft
            text: kiosk.templateName || qsTr("Your choices appear here.")
        }
    }
}
