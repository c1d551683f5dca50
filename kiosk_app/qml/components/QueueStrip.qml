import QtQuick
import "../theme"

// The numbers that are being printed and those that wait for their owners: told apart by word, drawing and shape.
Rectangle {
    id: strip

    readonly property bool settled: printing.settled && ready.settled

    height: 176
    color: Theme.card

    component Numbers: Column {
        id: group

        property string title
        property string icon
        property color colour
        property var numbers
        readonly property bool settled: moving === 0
        property int moving: 0
        property bool filled

        spacing: 4

        Row {
            spacing: 16

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: group.icon
                colour: group.colour
                size: 48
            }

            Words {
                anchors.verticalCenter: parent.verticalCenter
                color: group.colour
                font.bold: true
                text: group.title
            }
        }

        Row {
            spacing: 16

            // Each chip knows that it moves: a transition whose chip goes away meanwhile would run for ever.
            add: Transition {
                SequentialAnimation {
                    PropertyAction { property: "moves"; value: true }

                    ParallelAnimation {
                        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.moving; easing.type: Easing.OutCubic }
                        NumberAnimation { property: "x"; from: 240; duration: Theme.moving; easing.type: Easing.OutCubic }
                    }

                    PropertyAction { property: "moves"; value: false }
                }
            }

            move: Transition {
                SequentialAnimation {
                    PropertyAction { property: "moves"; value: true }

                    ParallelAnimation {
                        NumberAnimation { property: "opacity"; to: 1; duration: Theme.moving; easing.type: Easing.OutCubic }
                        NumberAnimation { property: "x"; duration: Theme.moving; easing.type: Easing.OutCubic }
                    }

                    PropertyAction { property: "moves"; value: false }
                }
            }

            Words {
                property bool moves: false
                readonly property bool arrives: moves && visible

                onArrivesChanged: group.moving += arrives ? 1 : -1
                visible: group.numbers.count === 0
                color: Theme.soft
                text: qsTr("none now")
            }

            Repeater {
                model: group.numbers

                Rectangle {
                    id: chip

                    required property string number
                    readonly property bool more: number.startsWith("+")
                    property bool moves: false

                    onMovesChanged: group.moving += moves ? 1 : -1
                    Component.onDestruction: if (moves) group.moving -= 1

                    width: more ? 80 : 144
                    height: 64
                    radius: 32
                    color: group.filled && !more ? group.colour : "transparent"
                    border.width: more ? 0 : 4
                    border.color: group.colour

                    Words {
                        anchors.centerIn: parent
                        font.bold: true
                        color: group.filled && !chip.more ? Theme.stateInk : Theme.ink
                        text: chip.number
                    }
                }
            }
        }
    }

    Numbers {
        id: printing

        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        title: qsTr("Printing")
        icon: "printer"
        colour: Theme.warn
        filled: false
        numbers: kiosk.beingPrinted
    }

    Numbers {
        id: ready

        x: 556
        anchors.verticalCenter: parent.verticalCenter
        title: qsTr("Ready")
        icon: "ready"
        colour: Theme.good
        filled: true
        numbers: kiosk.ready
    }
}
