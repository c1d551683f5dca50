import QtQuick
import "../components"
import "../theme"

// The machine's metal front with its card reader and, for whoever plays the customer, two simulation cards.
Item {
    id: fascia

    property bool beside: true
    readonly property bool settled: !approving.moving && !declining.moving
    readonly property point readerPlace: beside ? Qt.point(40, 256) : Qt.point(72, 24)
    readonly property point trayPlace: beside ? Qt.point(24, 1056) : Qt.point(560, 24)

    Panel { anchors.fill: parent }

    Words {
        anchors.horizontalCenter: parent.horizontalCenter
        y: 120
        visible: fascia.beside
        style: Text.Raised
        styleColor: "#17181a"
        color: "#c6c9d0"
        font.bold: true
        font.letterSpacing: 2
        text: "PimpMyCase"
    }

    Reader {
        id: reader

        x: fascia.readerPlace.x
        y: fascia.readerPlace.y
    }

    Tray {
        x: fascia.trayPlace.x
        y: fascia.trayPlace.y
        height: fascia.beside ? 792 : 672
    }

    SimulationCard {
        id: approving

        name: "approved"
        label: qsTr("Approves")
        icon: "check"
        upper: "#1f7a66"
        lower: "#0e4a4d"
        home: Qt.point(fascia.trayPlace.x + 40, fascia.trayPlace.y + 128)
        lean: -4
        goal: Qt.point(reader.x + reader.spot.x - width / 2, reader.y + reader.spot.y - height / 2)
    }

    SimulationCard {
        id: declining

        name: "declined"
        label: qsTr("Declines")
        icon: "cross"
        upper: "#6a5a7d"
        lower: "#3a3050"
        home: Qt.point(fascia.trayPlace.x + 52, fascia.trayPlace.y + 392)
        lean: 3
        goal: Qt.point(reader.x + reader.spot.x - width / 2, reader.y + reader.spot.y - height / 2)
    }
}
