import QtQuick
import "../components"
import "../theme"

// The card and contactless reader: a display, four lamps, the contactless field and the chip slot.
Item {
    id: reader

    readonly property bool inserts: kiosk.method === "card"
    readonly property point spot: inserts ? Qt.point(200, 704) : Qt.point(200, 408)
    readonly property var lines: ({
        disabled: kiosk.screen === "out_of_service" ? qsTr("Not in use") : qsTr("Choose on the screen"),
        present_card: inserts ? qsTr("Insert card") : qsTr("Present card"),
        reading: qsTr("Keep still"),
        authorising: qsTr("Please wait"),
        approved: qsTr("Approved"),
        declined: qsTr("Declined"),
        timed_out: qsTr("Timed out")
    })

    width: 400
    height: 672

    Repeater {
        model: 10

        Rectangle {
            required property int index

            x: -index * 2 + 8
            y: -index * 2 + 18
            width: reader.width + index * 4 - 8
            height: reader.height + index * 4 - 8
            radius: 52 + index * 2
            color: "#000000"
            opacity: 0.055
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: 48
        gradient: Gradient {
            GradientStop { position: 0; color: "#5d6067" }
            GradientStop { position: 0.02; color: "#303136" }
            GradientStop { position: 0.96; color: "#17181a" }
            GradientStop { position: 1; color: "#0b0b0c" }
        }
    }

    Rectangle {
        x: 6
        y: 6
        width: parent.width - 12
        height: parent.height - 12
        radius: 43
        gradient: Gradient {
            GradientStop { position: 0; color: "#2b2c31" }
            GradientStop { position: 1; color: "#1b1c1f" }
        }
    }

    Rectangle {
        id: glass

        x: 32
        y: 36
        width: 336
        height: 176
        radius: 16
        border.width: 3
        border.color: "#0a0b0b"
        gradient: Gradient {
            GradientStop { position: 0; color: "#0b2a2c" }
            GradientStop { position: 1; color: "#123a3b" }
        }

        Words {
            anchors.centerIn: parent
            width: parent.width - 24
            horizontalAlignment: Text.AlignHCenter
            color: "#d5fff2"
            font.bold: true
            text: kiosk.reader === "present_card" ? reader.lines.present_card + "\n" + kiosk.amount : reader.lines[kiosk.reader]
        }
    }

    Lamps {
        x: 32
        y: 236
        width: 336
    }

    Rectangle {
        id: field

        x: 32
        y: 296
        width: 336
        height: 224
        radius: 28
        color: "#232428"
        border.width: 2
        border.color: "#37393f"

        Icon {
            anchors.centerIn: parent
            name: "contactless"
            colour: kiosk.reader === "present_card" && !reader.inserts ? "#ffffff" : "#8b8f98"
            size: 168
        }
    }

    Slot {
        x: 20
        y: 552
        width: 360
        lit: kiosk.reader === "present_card" && reader.inserts
    }
}
