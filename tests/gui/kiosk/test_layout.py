"""What every screen has to keep, in every state and both languages."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QRawFont

from hostkit.languages import LANGUAGES
from kiosk_app.scenes import scenes
from qtkit.language import ASSETS
from tests.gui.kiosk.conftest import Stage
from tests.gui.kiosk.items import box_around, font_size, lettering, shown, texts

SMALLEST_FONT = 41
"""Pixels of a panel of 1080 x 1920 at arm's length: EN 301 549, capitals of at least 0.7 degrees."""
SMALLEST_TARGET = 150
"""20 mm on a panel of 21.5 inches."""
ROUNDING = 1.0
HIDDEN_BELOW = {"still there"}
"""Here a question covers the screen, whose texts may be where they like."""

every_scene = pytest.mark.parametrize("scene", list(scenes()))
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@every_scene
@both_languages
def test_every_text_keeps_inside_the_surface_that_carries_it(stage: Stage, scene: str, language: str) -> None:
    stage.show(scene, language)
    for text in texts(stage.view.window.contentItem()):
        surface = box_around(text)
        room = QRectF(0, 0, surface.width(), surface.height()).adjusted(-ROUNDING, -ROUNDING, ROUNDING, ROUNDING)
        assert not text.property("truncated")
        assert room.contains(text.mapRectToItem(surface, lettering(text))), text.property("text")


@every_scene
@both_languages
def test_no_text_stands_on_another(stage: Stage, scene: str, language: str) -> None:
    if scene in HIDDEN_BELOW:
        return
    stage.show(scene, language)
    places = [
        (text.property("text"), text.mapRectToScene(lettering(text))) for text in texts(stage.view.window.contentItem())
    ]
    assert [(first, second) for (first, a), (second, b) in combinations(places, 2) if a.intersects(b)] == []


@every_scene
@both_languages
def test_no_letters_are_too_small_to_read(stage: Stage, scene: str, language: str) -> None:
    stage.show(scene, language)
    found = texts(stage.view.window.contentItem())
    assert found
    assert [text.property("text") for text in found if font_size(text) < SMALLEST_FONT] == []


@every_scene
@both_languages
def test_our_font_has_every_character(stage: Stage, scene: str, language: str) -> None:
    stage.show(scene, language)
    font = QRawFont(str(ASSETS / "fonts" / "NotoSansSC-Regular.otf"), 44)
    characters = set("".join(text.property("text") for text in texts(stage.view.window.contentItem()))) - {"\n"}
    assert [character for character in sorted(characters) if not font.supportsCharacter(ord(character))] == []


@every_scene
def test_what_can_be_touched_is_as_large_as_a_thumb(stage: Stage, scene: str) -> None:
    stage.show(scene)
    targets = list(shown(stage.view.window.contentItem(), "Touchable"))
    assert targets
    assert [item.objectName() for item in targets if min(item.width(), item.height()) < SMALLEST_TARGET] == []


@every_scene
@both_languages
def test_the_simulation_mark_is_always_in_its_place(stage: Stage, scene: str, language: str) -> None:
    stage.show(scene, language)
    (mark,) = shown(stage.view.window.contentItem(), "SimulationMark")
    assert (mark.x(), mark.y()) == (72, 48)


@every_scene
def test_each_screen_offers_one_primary_action_at_most(stage: Stage, scene: str) -> None:
    stage.show(scene)
    (display,) = shown(stage.view.window.contentItem(), "KioskScreen")
    pages = list(shown(display, "ScreenFrame"))
    assert len(pages) == 1
    assert len(list(shown(pages[0], "PrimaryButton"))) <= 1
