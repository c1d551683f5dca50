import QtQuick
import "../theme"

// Every text of the screen: one family, a line height for each language.
Text {
    property int size: Theme.body

    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: size
    lineHeightMode: Text.FixedHeight
    lineHeight: Theme.lineHeight(size)
    wrapMode: Text.WordWrap
    textFormat: Text.PlainText
}
