import QtQuick
import QtQuick.Shapes
import "../theme"

// How much of the session is left: the ring by its length, the time in figures.
Item {
    id: ring

    property real share: 1
    property string time
    property color colour: Theme.ink
    readonly property int stroke: 16

    width: 240
    height: width

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: Theme.line
            strokeWidth: ring.stroke
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: (ring.width - ring.stroke) / 2
                radiusY: radiusX
                startAngle: -90
                sweepAngle: 360
            }
        }

        ShapePath {
            strokeColor: ring.colour
            strokeWidth: ring.stroke
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: (ring.width - ring.stroke) / 2
                radiusY: radiusX
                startAngle: -90
                sweepAngle: 360 * ring.share
            }
        }
    }

    Words {
        anchors.centerIn: parent
        size: Theme.title
        font.bold: true
        color: ring.colour
        text: ring.time
    }
}
