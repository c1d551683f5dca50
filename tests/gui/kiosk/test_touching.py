"""Fingers on the real screen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk_app.controller.state import Touch
from kiosk_app.machine.bank import Card
from tests.gui.kiosk.conftest import Stage
from tests.gui.kiosk.items import find, texts


def tap(stage: Stage, name: str) -> None:
    item = find(stage.view.window.contentItem(), name)
    middle = item.mapToScene(item.boundingRect().center()).toPoint()
    QTest.mouseClick(stage.view.window, Qt.MouseButton.LeftButton, pos=QPoint(middle))


@pytest.mark.parametrize(
    ("scene", "target", "touch"),
    [
        ("attract", "primary", Touch.START),
        ("summary", "primary", Touch.PAY),
        ("summary, too late", "primary", Touch.BACK),
        ("choose payment", "contactless", Touch.CONTACTLESS),
        ("choose payment", "card", Touch.CARD),
        ("choose payment", "secondary", Touch.BACK),
        ("pay, present card", "secondary", Touch.BACK),
        ("pay, timed out", "primary", Touch.BACK),
        ("confirmed", "primary", Touch.DONE),
        ("thank you", "primary", Touch.DONE),
        ("ended, expired", "primary", Touch.START),
        ("still there", "stay", Touch.STAY),
    ],
)
def test_each_action_is_told_once(stage: Stage, scene: str, target: str, touch: Touch) -> None:
    stage.show(scene)
    tap(stage, target)
    assert stage.controller.touched == [touch]


def test_the_question_covers_what_lies_below(stage: Stage) -> None:
    stage.show("still there")
    QTest.mouseClick(stage.view.window, Qt.MouseButton.LeftButton, pos=QPoint(200, 1600))
    assert stage.controller.touched == [Touch.STAY]


@pytest.mark.parametrize("card", list(Card))
def test_a_tap_carries_the_card_to_the_reader(stage: Stage, card: Card, qtbot: QtBot) -> None:
    stage.show("pay, present card")
    home = find(stage.view.window.contentItem(), f"{card}Card").y()
    tap(stage, f"{card}Card")
    qtbot.waitUntil(lambda: find(stage.view.window.contentItem(), f"{card}Card").y() < home)
    assert stage.controller.presented == [card]


def test_the_language_switches_while_it_runs(stage: Stage) -> None:
    stage.show("summary")
    tap(stage, "language")
    assert {"支付 £21.99", "合计"} <= {text.property("text") for text in texts(stage.view.window.contentItem())}
