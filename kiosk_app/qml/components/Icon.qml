import QtQuick

// One drawing of the icon set in one colour.
Image {
    property string name
    property color colour
    property int size: 64

    width: size
    height: size
    sourceSize: Qt.size(size, size)
    source: name ? "image://icon/" + name + "/" + String(colour).slice(1) : ""
}
