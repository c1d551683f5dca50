import QtQuick
import "../theme"

// The whole of it at a glance: scan, design, pay.
Row {
    id: steps

    readonly property list<string> icons: ["scan", "design", "pay"]
    readonly property list<string> words: [qsTr("Scan"), qsTr("Design"), qsTr("Pay")]

    spacing: 16

    Repeater {
        model: 5

        Item {
            id: step

            required property int index
            readonly property bool between: index % 2 === 1
            readonly property int number: index / 2
            readonly property color colour: index === 0 ? Theme.accent : Theme.soft

            width: between ? 48 : 144
            height: 168

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                y: step.between ? 24 : 8
                name: step.between ? "arrow_right" : steps.icons[step.number]
                colour: step.colour
                size: step.between ? 48 : 80
            }

            Words {
                anchors.horizontalCenter: parent.horizontalCenter
                y: 96
                visible: !step.between
                font.bold: step.index === 0
                color: step.colour
                text: steps.words[step.number]
            }
        }
    }
}
