import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    readonly property var reasons: ({
        expired: { headline: qsTr("Your time\nis up"), lead: qsTr("Scan a new code and design again.") },
        cancelled: { headline: qsTr("Until\nnext time"), lead: qsTr("This order was cancelled.") },
        not_confirmed: { headline: qsTr("The payment\nfailed"), lead: qsTr("The money went back to your card at once.") },
        unknown: { headline: qsTr("Please\nbegin again"), lead: qsTr("This order is no longer known here.") }
    })
    readonly property var reason: reasons[kiosk.endReason || "cancelled"]

    headline: reason.headline
    lead: reason.lead
    ready: hero.ready

    Halo {
        x: 290
        y: 660
        width: 600
        colour: Theme.soft
    }

    PhoneCase {
        id: hero

        x: 330
        y: 588
        size: "medium"
        address: cases.customer
    }

    Notice {
        x: Theme.margin
        y: 1320
        icon: "check"
        colour: Theme.good
        text: qsTr("Nothing was charged.")
    }

    PrimaryButton {
        x: Theme.margin
        y: Theme.actionTop
        width: 936
        text: qsTr("Start again")
        icon: "touch"
        onTouched: kiosk.touch("start")
    }
}
