import QtQuick

// Brushed, dark anodised metal with a bevel towards the screen and four screws.
Rectangle {
    id: panel

    color: "#3b3d42"
    gradient: Gradient {
        orientation: Gradient.Horizontal

        GradientStop { position: 0.0; color: "#2b2c30" }
        GradientStop { position: 0.03; color: "#4b4e54" }
        GradientStop { position: 0.28; color: "#5b5e65" }
        GradientStop { position: 0.52; color: "#484b51" }
        GradientStop { position: 0.8; color: "#54575d" }
        GradientStop { position: 0.97; color: "#3a3c41" }
        GradientStop { position: 1.0; color: "#26272a" }
    }

    Repeater {
        model: 60

        Rectangle {
            required property int index

            x: (index * 97 + index * index * 13) % panel.width
            width: 1 + index % 2
            height: panel.height
            color: index % 3 ? "#ffffff" : "#000000"
            opacity: 0.022 + (index % 4) * 0.008
        }
    }

    Repeater {
        model: 4

        Rectangle {
            id: screw

            required property int index

            x: index % 2 ? panel.width - 60 : 24
            y: index > 1 ? panel.height - 60 : 24
            width: 36
            height: 36
            radius: 18
            border.width: 2
            border.color: "#232427"
            gradient: Gradient {
                GradientStop { position: 0; color: "#a9adb5" }
                GradientStop { position: 1; color: "#5c5f66" }
            }

            Rectangle {
                anchors.centerIn: parent
                width: 22
                height: 4
                radius: 2
                color: "#2c2d31"
                rotation: 20 + screw.index * 47
            }
        }
    }
}
