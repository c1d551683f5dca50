import QtQuick
import QtQuick.Window
import "fascia"

// The machine's front: the screen and, beside or below it, the fascia; scaled as one to any window.
Window {
    id: window

    readonly property bool beside: width / height > 0.72
    readonly property bool settled: display.settled && fascia.settled
    readonly property bool complete: display.complete

    title: qsTr("PimpMyCase kiosk %1 · simulation").arg(kiosk.machineId)
    color: "#1c1d20"

    Shortcut {
        sequence: "F11"
        onActivated: window.visibility === Window.FullScreen ? window.showNormal() : window.showFullScreen()
    }

    Shortcut {
        sequence: "Esc"
        onActivated: window.showNormal()
    }

    Item {
        id: machine

        width: window.beside ? 1560 : 1080
        height: window.beside ? 1920 : 2640
        x: Math.round((window.width - width * scale) / 2)
        y: Math.round((window.height - height * scale) / 2)
        scale: Math.min(window.width / width, window.height / height)
        transformOrigin: Item.TopLeft

        Fascia {
            id: fascia

            beside: window.beside
            x: window.beside ? 1080 : 0
            y: window.beside ? 0 : 1920
            width: window.beside ? 480 : 1080
            height: window.beside ? 1920 : 720
        }

        KioskScreen {
            id: display

            beside: window.beside
        }
    }
}
