import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    id: screen

    property int turn: 0

    headline: qsTr("Your case.\nYour design.")
    ready: hero.ready

    Timer {
        interval: 4000
        repeat: true
        running: screen.visible && motion
        onTriggered: screen.turn += 1
    }

    function sample(place: int): string {
        const samples = cases.samples;
        return place < samples.length ? samples[(turn + place) % samples.length] : "";
    }

    Halo {
        x: 140
        y: 580
        width: 800
    }

    PhoneCase {
        x: -212
        y: 700
        size: "medium"
        address: screen.sample(1)
    }

    PhoneCase {
        x: 772
        y: 620
        size: "medium"
        address: screen.sample(2)
    }

    PhoneCase {
        id: hero

        x: 166
        y: 476
        floats: true
        address: screen.sample(0)

        TapHandler { onTapped: kiosk.touch("start") }
    }

    PrimaryButton {
        x: Theme.margin
        y: Theme.actionTop
        width: 936
        text: kiosk.opening ? qsTr("One moment") : qsTr("Touch to start")
        icon: "touch"
        busy: kiosk.opening
        onTouched: kiosk.touch("start")
    }
}
