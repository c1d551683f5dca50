import QtQuick
import "../components"
import "../theme"

// A card without a bank. A tap carries it to the reader; when the reader has read it, it comes back.
Rectangle {
    id: card

    property string name
    property string label
    property string icon
    property color upper
    property color lower
    property point home
    property point goal
    property real lean
    readonly property bool away: kiosk.cardAtReader === name
    readonly property bool moving: carry.running || comeBack.running

    objectName: name + "Card"
    width: 352
    height: 222
    radius: 20
    x: home.x
    y: home.y
    z: away || moving ? 2 : 1
    rotation: lean
    antialiasing: true
    border.width: 2
    border.color: Qt.lighter(upper, 1.35)
    gradient: Gradient {
        GradientStop { position: 0; color: card.upper }
        GradientStop { position: 1; color: card.lower }
    }

    states: State {
        name: "away"
        when: card.away

        PropertyChanges { card { x: card.goal.x; y: card.goal.y; rotation: 0 } }
    }

    transitions: [
        Transition {
            id: carry

            to: "away"

            NumberAnimation { properties: "x,y,rotation"; duration: Theme.handling; easing.type: Easing.OutCubic }
        },
        Transition {
            id: comeBack

            from: "away"

            NumberAnimation { properties: "x,y,rotation"; duration: Theme.handling; easing.type: Easing.OutCubic }
        }
    ]

    TapHandler { onTapped: kiosk.present(card.name) }

    Repeater {
        model: 5

        Rectangle {
            required property int index

            x: 4 - index * 2
            y: 10 - index * 2
            z: -1
            width: card.width + index * 4
            height: card.height + index * 4
            radius: card.radius + index * 2
            color: "#000000"
            opacity: 0.07
        }
    }

    Rectangle {
        x: 28
        y: 88
        width: 56
        height: 44
        radius: 8
        gradient: Gradient {
            GradientStop { position: 0; color: "#f3dfa4" }
            GradientStop { position: 1; color: "#b99a4b" }
        }
    }

    Icon {
        anchors.right: parent.right
        anchors.rightMargin: 24
        y: 82
        name: "contactless"
        colour: "#ffffff"
        size: 56
    }

    Words {
        x: 28
        y: 12
        font.bold: true
        color: "#ffffff"
        text: qsTr("Simulation")
    }

    Row {
        x: 28
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        spacing: 12

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: card.icon
            colour: "#ffffff"
            size: 44
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            font.bold: true
            color: "#ffffff"
            text: card.label
        }
    }
}
