import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    headline: qsTr("Paid. Remember\nyour number")
    ready: hero.ready

    Rectangle {
        id: ticket

        x: Theme.margin
        y: 528
        width: 936
        height: 440
        radius: Theme.radius
        color: Theme.card

        Repeater {
            model: 2

            Rectangle {
                required property int index

                x: index === 0 ? -width / 2 : ticket.width - width / 2
                anchors.verticalCenter: ticket.verticalCenter
                width: 72
                height: 72
                radius: 36
                color: Theme.paper
            }
        }

        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 20
            color: Theme.soft
            text: qsTr("Your queue number")
        }

        Words {
            objectName: "queueNumber"
            anchors.horizontalCenter: parent.horizontalCenter
            y: 20
            size: Theme.numeral
            font.bold: true
            color: Theme.accent
            text: kiosk.queueNumber
        }
    }

    PhoneCase {
        id: hero

        x: 24
        y: 996
        size: "small"
        address: cases.customer
    }

    Column {
        x: 400
        y: 1020
        width: 608
        spacing: 20

        Words {
            width: parent.width
            size: Theme.title
            font.bold: true
            text: qsTr("What happens now")
        }

        Words {
            width: parent.width
            text: qsTr("Your case is being printed. When your number appears under Ready, collect it.")
        }

        Words {
            width: parent.width
            color: Theme.soft
            wrapMode: Text.WrapAnywhere
            text: kiosk.orderId
        }
    }

    PrimaryButton {
        x: Theme.margin
        y: Theme.actionTop
        width: 936
        text: qsTr("Got it")
        icon: "check"
        onTouched: kiosk.touch("done")
    }
}
