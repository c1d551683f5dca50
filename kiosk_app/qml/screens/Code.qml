import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    headline: qsTr("Scan with\nyour phone")
    ready: card.ready && hero.ready

    PhoneCase {
        id: hero

        x: 540
        y: 176
        address: cases.samples.length ? cases.samples[0] : ""
    }

    QrCard {
        id: card

        x: Theme.margin
        y: 560
    }

    CountdownRing {
        x: Theme.margin
        y: 1492
        share: kiosk.timeShare
        time: kiosk.timeLeft
    }

    Steps {
        x: 416
        y: 1532
    }
}
