import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    readonly property var troubles: ({
        no_answer: qsTr("Simulation: no backend answers at %1. To start one, type"),
        broken: qsTr("Simulation: %1 doesn't answer as the guide says."),
        refused: qsTr("Simulation: %1 refused to open a session.")
    })
    readonly property bool unanswered: (kiosk.trouble || "no_answer") === "no_answer"

    headline: qsTr("Closed for\na moment")
    lead: qsTr("It opens again by itself. Nothing was charged.")
    ready: hero.ready

    Halo {
        x: 230
        y: 640
        width: 640
        colour: Theme.soft
    }

    PhoneCase {
        id: hero

        x: 290
        y: 580
        size: "medium"
        address: cases.samples.length ? cases.samples[0] : ""
    }

    Rectangle {
        x: Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 48
        width: 936
        height: hint.height + 2 * 40
        radius: Theme.radius
        color: Theme.card

        Column {
            id: hint

            x: 48
            y: 40
            width: parent.width - 2 * x
            spacing: 16

            Words {
                width: parent.width
                color: Theme.soft
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                text: troubles[kiosk.trouble || "no_answer"].arg(kiosk.backend)
            }

            Words {
                visible: !unanswered
                width: parent.width
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                maximumLineCount: 3
                elide: Text.ElideRight
                text: kiosk.troubleDetail
            }

            Row {
                visible: unanswered
                spacing: 24

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "terminal"
                    colour: Theme.ink
                    size: 64
                }

                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    font.bold: true
                    text: "python run_backend.py"
                }
            }
        }
    }
}
