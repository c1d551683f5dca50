import QtQuick
import "../theme"

// A surface that answers a touch at once by sinking a little.
Rectangle {
    id: touchable

    signal touched

    readonly property bool pressed: tap.pressed

    radius: Theme.radius
    scale: pressed ? 0.975 : 1

    Behavior on scale { NumberAnimation { duration: motion ? 90 : 0; easing.type: Easing.OutCubic } }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: touchable.touched()
    }
}
