import QtQuick
import "../theme"

// What this screen is about, in at most six words.
Words {
    size: Theme.display
    font.bold: true
    font.letterSpacing: Theme.chinese ? 0 : -3
}
