import QtQuick
import "components"
import "theme"

// The 1080 x 1920 screen: every screen of the flow is loaded once, then only shown and hidden.
Rectangle {
    id: display

    property bool beside: true
    readonly property var files: ({
        starting: "Starting", code: "Code", attract: "Attract", out_of_service: "OutOfService", designing: "Designing",
        summary: "Summary", choose_payment: "ChoosePayment", pay: "Pay", confirmed: "Confirmed",
        thank_you: "ThankYou", ended: "Ended"
    })
    property Item current: null
    property int loaded: 0
    readonly property bool complete: loaded === pages.count
    readonly property bool settled: current !== null && current.settled && strip.settled && overlay.opacity === (kiosk.warns ? 1 : 0)

    width: 1080
    height: 1920
    color: Theme.paper
    clip: true

    Repeater {
        id: pages

        model: Object.keys(display.files)

        Loader {
            id: page

            required property string modelData
            required property int index
            readonly property bool chosen: kiosk.screen === modelData
            readonly property bool settled: state === "shown" && !arrival.running && item.ready && cases.settled

            asynchronous: index > 0
            enabled: !kiosk.warns
            source: "screens/" + display.files[modelData] + ".qml"
            opacity: 0
            visible: opacity > 0
            y: motion ? 40 : 0

            onLoaded: display.loaded += 1
            onChosenChanged: if (chosen) display.current = page
            Component.onCompleted: if (chosen) display.current = page

            Binding {
                target: page.item
                property: "beside"
                value: display.beside
                when: page.status === Loader.Ready && page.modelData === "pay"
            }

            states: State {
                name: "shown"
                when: page.chosen && page.status === Loader.Ready

                PropertyChanges { page { opacity: 1; y: 0 } }
            }

            transitions: Transition {
                id: arrival

                to: "shown"

                NumberAnimation { properties: "opacity,y"; duration: Theme.moving; easing.type: Easing.OutCubic }
            }
        }
    }

    SimulationMark {
        x: Theme.margin
        y: 48
        height: Theme.target
    }

    LanguageButton {
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: 48
    }

    QueueStrip {
        id: strip

        y: Theme.stripTop
        width: parent.width
        visible: kiosk.online
    }

    OfflineBanner {
        y: Theme.stripTop
        width: parent.width
        visible: !kiosk.online
    }

    StillThere {
        id: overlay

        y: 224
        width: parent.width
        height: parent.height - y
    }
}
