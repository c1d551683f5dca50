import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    headline: qsTr("Thank you!")
    lead: qsTr("Look out for %1 below.").arg(kiosk.queueNumber)
    ready: hero.ready

    Halo {
        x: 230
        y: 560
        width: 800
    }

    PhoneCase {
        id: hero

        x: 236
        y: 440
        floats: true
        address: cases.customer
    }

    PrimaryButton {
        x: Theme.margin
        y: Theme.actionTop
        width: 936
        text: qsTr("Done")
        icon: "check"
        onTouched: kiosk.touch("done")
    }
}
