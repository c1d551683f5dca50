import QtQuick
import "../theme"

// The hero of every screen: a lit case. A new version fades in over the old one; the float moves by whole pixels, so
// that the picture is never scaled again.
Item {
    id: phoneCase

    property string address
    property string size: "large"
    property bool floats: false
    readonly property bool ready: address !== "" && shown.status === Image.Ready && !change.running

    property real drift: 0

    width: ({ large: 749, medium: 518, small: 346 })[size]
    height: ({ large: 1040, medium: 720, small: 480 })[size]

    onAddressChanged: {
        before.source = shown.source;
        shown.source = address ? address + size : "";
        if (before.status === Image.Ready)
            change.restart();
    }

    Image {
        id: before

        y: shown.y
        cache: false
        opacity: 1 - shown.opacity
        visible: change.running
    }

    Image {
        id: shown

        y: Math.round(phoneCase.drift)
        cache: false
    }

    NumberAnimation {
        id: change

        target: shown
        property: "opacity"
        from: 0
        to: 1
        duration: Theme.handling
        easing.type: Easing.OutCubic
    }

    SequentialAnimation on drift {
        running: phoneCase.floats && phoneCase.visible && motion
        loops: Animation.Infinite

        NumberAnimation { to: 20; duration: 2600; easing.type: Easing.InOutSine }
        NumberAnimation { to: 0; duration: 2600; easing.type: Easing.InOutSine }
    }
}
