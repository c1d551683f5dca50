import QtQuick
import "../components"
import "../theme"

ScreenFrame {
    headline: kiosk.tooLate ? qsTr("Too little\ntime left") : qsTr("Love it?\nMake it yours.")
    ready: hero.ready

    component PriceRow: Item {
        id: row

        property string label
        property string amount

        width: 936
        height: 64

        Words {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.soft
            text: row.label
        }

        Words {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: row.amount
        }
    }

    Halo {
        x: 40
        y: 610
        width: 540
    }

    PhoneCase {
        id: hero

        x: 48
        y: 508
        size: "medium"
        address: cases.customer
    }

    Column {
        x: 600
        y: 640
        width: 408
        spacing: 24

        Words {
            width: parent.width
            size: Theme.title
            font.bold: true
            text: kiosk.modelName
        }

        Words {
            width: parent.width
            color: Theme.soft
            text: kiosk.templateName
        }

        Words {
            width: parent.width
            visible: kiosk.designText !== ""
            text: kiosk.designText
        }
    }

    Column {
        x: Theme.margin
        anchors.bottom: parent.top
        anchors.bottomMargin: -(Theme.actionTop - 40)
        visible: !kiosk.tooLate

        PriceRow {
            label: qsTr("Printed case")
            amount: kiosk.basePrice
        }

        PriceRow {
            visible: kiosk.enhancementPrice !== ""
            label: qsTr("AI enhancement")
            amount: kiosk.enhancementPrice
        }

        Item {
            width: 936
            height: 96

            Words {
                anchors.verticalCenter: parent.verticalCenter
                size: Theme.title
                font.bold: true
                text: qsTr("Total")
            }

            Words {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                size: Theme.title
                font.bold: true
                text: kiosk.amount
            }
        }
    }

    TooLate {
        x: Theme.margin
        anchors.bottom: parent.top
        anchors.bottomMargin: -(Theme.actionTop - 40)
        visible: kiosk.tooLate
    }

    PrimaryButton {
        x: Theme.margin
        y: Theme.actionTop
        width: 936
        text: kiosk.tooLate ? qsTr("Start again") : qsTr("Pay %1").arg(kiosk.amount)
        icon: kiosk.tooLate ? "" : "pay"
        onTouched: kiosk.touch(kiosk.tooLate ? "back" : "pay")
    }
}
