import QtQuick
import "../theme"

// The coloured disc on which the case stands out.
Rectangle {
    property color colour: Theme.accent

    height: width
    radius: width / 2
    color: Theme.tint(colour)
}
