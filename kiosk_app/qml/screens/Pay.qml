import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    id: screen

    property bool beside: true
    readonly property bool inserts: kiosk.method === "card"
    readonly property var faces: ({
        disabled: { headline: qsTr("One moment"), lead: "", icon: "wait", colour: Theme.accent, turns: true },
        present_card: {
            headline: inserts ? qsTr("Insert\nyour card") : qsTr("Hold your card\nto the reader"),
            lead: inserts ? qsTr("Chip first, into the slot of the reader.") : qsTr("A phone or a watch will do as well."),
            icon: inserts ? "chip_card" : "contactless",
            colour: Theme.accent,
            turns: false
        },
        reading: { headline: qsTr("Keep it\nquite still"), lead: qsTr("Your card is being read."), icon: "keep_still", colour: Theme.accent, turns: false },
        authorising: { headline: qsTr("Asking\nyour bank"), lead: qsTr("You can take your card away."), icon: "wait", colour: Theme.accent, turns: true },
        approved: { headline: qsTr("Approved,\nthank you"), lead: qsTr("Your order is on its way to the printer."), icon: "check", colour: Theme.good, turns: false },
        declined: { headline: qsTr("Try another\ncard, please"), lead: qsTr("This one was declined. Nothing was charged."), icon: "cross", colour: Theme.bad, turns: false },
        timed_out: { headline: qsTr("No card\nwas seen"), lead: qsTr("Nothing was charged. Choose again how to pay."), icon: "clock", colour: Theme.warn, turns: false }
    })
    readonly property var held: ({
        headline: qsTr("Your payment\nis safe"),
        lead: qsTr("Your order goes out once we're connected."),
        icon: "offline",
        colour: Theme.warn,
        turns: false
    })
    readonly property var face: kiosk.confirming && !kiosk.online ? held : faces[kiosk.reader]
    readonly property bool goesBack: ["present_card", "declined"].includes(kiosk.reader)

    headline: face.headline
    lead: face.lead
    ready: hero.ready

    Halo {
        id: halo

        x: 210
        y: 640
        width: 660
        colour: screen.face.colour
    }

    Rectangle {
        anchors.centerIn: halo
        width: 260
        height: 260
        radius: 130
        visible: screen.face.turns
        color: "transparent"
        border.width: 20
        border.color: Theme.paper
    }

    Icon {
        id: sign

        anchors.centerIn: halo
        name: screen.face.icon
        colour: screen.face.colour
        size: 320
        rotation: 0

        RotationAnimation on rotation {
            running: screen.visible && screen.face.turns && motion
            loops: Animation.Infinite
            from: 0
            to: 360
            duration: 1200
            onRunningChanged: if (!running) sign.rotation = 0
        }
    }

    Icon {
        visible: kiosk.reader === "present_card"
        x: screen.beside ? 920 : 476
        y: screen.beside ? 906 : 1320
        name: screen.beside ? "arrow_right" : "arrow_down"
        colour: Theme.accent
        size: 128
    }

    PhoneCase {
        id: hero

        x: 20
        y: 1020
        size: "small"
        address: cases.customer
    }

    Words {
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: 1330
        size: Theme.display
        font.bold: true
        text: kiosk.amount
    }

    SecondaryButton {
        x: Theme.margin
        y: Theme.actionTop
        visible: screen.goesBack
        text: qsTr("Back")
        icon: "back"
        onTouched: kiosk.touch("back")
    }

    PrimaryButton {
        x: Theme.margin
        y: Theme.actionTop
        width: 936
        visible: kiosk.reader === "timed_out"
        text: qsTr("Choose again")
        onTouched: kiosk.touch("back")
    }
}
