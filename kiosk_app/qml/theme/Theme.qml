pragma Singleton
import QtQuick

// The one place for colours, sizes and times of the kiosk's screen. Lengths are pixels of the 1080 x 1920 screen.
QtObject {
    readonly property color paper: colours.paper
    readonly property color card: colours.card
    readonly property color ink: colours.ink
    readonly property color soft: colours.soft
    readonly property color line: colours.line
    readonly property color accent: colours.accent
    readonly property color accentInk: colours.on_accent
    readonly property color good: colours.good
    readonly property color warn: colours.warn
    readonly property color bad: colours.bad
    readonly property color stateInk: colours.on_state
    readonly property color codeCard: "#ffffff"
    readonly property color codeInk: "#1b1714"

    function tint(colour: color): color {
        return Qt.tint(paper, Qt.rgba(colour.r, colour.g, colour.b, 0.13));
    }

    readonly property int margin: 72
    readonly property int gap: 24
    readonly property int radius: 40
    readonly property int target: 152
    readonly property int action: 176
    readonly property int actionTop: 1512
    readonly property int stripTop: 1744

    readonly property string family: "Noto Sans SC"
    readonly property int numeral: 288
    readonly property int display: 120
    readonly property int title: 64
    readonly property int body: 44

    readonly property bool chinese: kiosk.language === "zh_CN"

    function lineHeight(size: int): int {
        const ratio = size === body ? (chinese ? 1.5 : 1.28) : (chinese ? 1.2 : 1.08);
        return Math.round(size * ratio / 4) * 4;
    }

    readonly property int moving: motion ? 280 : 0
    readonly property int handling: motion ? 340 : 0
}
