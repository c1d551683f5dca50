import QtQuick
import "../theme"

// What all screens share: the headline's place, a sentence below it, and room for one thing.
Item {
    id: frame

    property string headline
    property string lead
    property int headlineWidth: 936
    property bool ready: true

    width: 1080
    height: Theme.stripTop

    Headline {
        id: title

        z: 1
        x: Theme.margin
        y: 208
        width: frame.headlineWidth
        text: frame.headline
    }

    Words {
        id: sentence

        z: 1
        x: Theme.margin
        y: title.y + title.height
        width: frame.headlineWidth
        visible: frame.lead !== ""
        color: Theme.soft
        text: frame.lead
    }
}
