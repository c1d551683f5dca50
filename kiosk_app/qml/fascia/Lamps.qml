import QtQuick

// Four lamps as on any contactless reader: one for ready, all one after another while reading, all for approved. A
// refusal shows in red on the outer two, so that its shape differs as well.
Row {
    id: lamps

    readonly property int lit: ({ present_card: 1, reading: 4, authorising: 4, approved: 4, declined: 4 })[kiosk.reader] ?? 0
    readonly property bool refused: kiosk.reader === "declined"

    spacing: (width - 4 * 36) / 3

    Repeater {
        model: 4

        Item {
            id: lamp

            required property int index
            readonly property bool on: lamps.refused ? index === 0 || index === 3 : index < lamps.lit
            readonly property color colour: lamps.refused ? "#ff5a4d" : "#48f08b"

            width: 36
            height: 36

            Rectangle {
                anchors.fill: parent
                radius: 18
                color: "#101113"
                border.width: 2
                border.color: "#3a3c42"
            }

            Repeater {
                model: 4

                Rectangle {
                    required property int index

                    anchors.centerIn: lamp
                    width: 36 + index * 12
                    height: width
                    radius: width / 2
                    color: lamp.colour
                    opacity: light.opacity * 0.1
                }
            }

            Rectangle {
                id: light

                anchors.centerIn: parent
                width: 26
                height: 26
                radius: 13
                color: lamp.colour
                opacity: lamp.on ? 1 : 0

                Behavior on opacity {
                    SequentialAnimation {
                        PauseAnimation { duration: kiosk.reader === "reading" && motion ? lamp.index * 200 : 0 }
                        NumberAnimation { duration: motion ? 120 : 0 }
                    }
                }
            }
        }
    }
}
