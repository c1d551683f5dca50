import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    headline: kiosk.tooLate ? qsTr("Too little\ntime left") : qsTr("How will\nyou pay?")
    headlineWidth: 620
    ready: hero.ready

    PhoneCase {
        id: hero

        x: 690
        y: 208
        z: 1
        size: "small"
        address: cases.customer
    }

    Words {
        x: Theme.margin
        y: 520
        size: Theme.title
        font.bold: true
        color: Theme.soft
        text: kiosk.amount
    }

    Touchable {
        objectName: "contactless"
        x: Theme.margin
        y: 664
        width: 936
        height: 496
        visible: !kiosk.tooLate
        color: Theme.accent
        onTouched: kiosk.touch("contactless")

        Icon {
            x: 56
            anchors.verticalCenter: parent.verticalCenter
            name: "contactless"
            colour: Theme.accentInk
            size: 264
        }

        Column {
            x: 376
            anchors.verticalCenter: parent.verticalCenter
            width: 520
            spacing: 16

            Words {
                width: parent.width
                size: Theme.title
                font.bold: true
                color: Theme.accentInk
                text: qsTr("Contactless")
            }

            Words {
                width: parent.width
                color: Theme.accentInk
                text: qsTr("Hold your card, phone or watch to the reader")
            }
        }
    }

    Touchable {
        objectName: "card"
        x: Theme.margin
        y: 1192
        width: 936
        height: 248
        visible: !kiosk.tooLate
        color: Theme.card
        onTouched: kiosk.touch("card")

        Icon {
            x: 124
            anchors.verticalCenter: parent.verticalCenter
            name: "chip_card"
            colour: Theme.ink
            size: 128
        }

        Column {
            x: 376
            anchors.verticalCenter: parent.verticalCenter
            width: 520

            Words {
                width: parent.width
                font.bold: true
                text: qsTr("Insert a card")
            }

            Words {
                width: parent.width
                color: Theme.soft
                text: qsTr("Chip on the card first")
            }
        }
    }

    TooLate {
        x: Theme.margin
        y: 728
        visible: kiosk.tooLate
    }

    SecondaryButton {
        x: Theme.margin
        y: Theme.actionTop
        text: qsTr("Back")
        icon: "back"
        onTouched: kiosk.touch("back")
    }
}
