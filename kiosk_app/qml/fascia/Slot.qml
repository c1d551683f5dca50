import QtQuick

// The chip slot: metal lips around a dark gap; a light in the throat says that a card may come.
Rectangle {
    id: slot

    property bool lit: false

    height: 88
    radius: 20
    gradient: Gradient {
        GradientStop { position: 0; color: "#3f4147" }
        GradientStop { position: 0.45; color: "#7d8087" }
        GradientStop { position: 0.55; color: "#505259" }
        GradientStop { position: 1; color: "#2a2b2f" }
    }

    Rectangle {
        x: 16
        y: 28
        width: parent.width - 32
        height: 32
        radius: 8
        gradient: Gradient {
            GradientStop { position: 0; color: "#000000" }
            GradientStop { position: 1; color: "#26272b" }
        }

        Rectangle {
            anchors.fill: parent
            anchors.margins: 6
            radius: 6
            color: "#48f08b"
            opacity: slot.lit ? 0.85 : 0

            Behavior on opacity { NumberAnimation { duration: motion ? 280 : 0 } }
        }
    }
}
