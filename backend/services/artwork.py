"""Designs as PNG: the print's at 300 ppi, the kiosk's live preview at screen resolution."""

import threading
from functools import lru_cache

from backend.artwork.design import Design as Drawing
from backend.artwork.png import png_bytes
from backend.artwork.render import render_design
from backend.catalogue import USUAL_FACE_MM
from backend.models.session import Design
from backend.services.environment import Environment
from backend.services.lookup import find_order, find_session
from backend.services.order_data import understand_order_data
from backend.services.refusals import Code, NotFound

PRINT_PPI = 300
SCREEN_PPI = 100
KEPT = 32
_rendering = threading.Lock()


def order_artwork(environment: Environment, order_id: str) -> bytes:
    """The PNG that is printed. Raises NotFound for an unknown order or one without a design."""
    with environment.store.reading():
        order = find_order(order_id)
    return _artwork(environment, order.session_id, PRINT_PPI)


def session_artwork(environment: Environment, session_id: str) -> bytes:
    """The design so far. Raises NotFound for an unknown session, and before there is a design."""
    with environment.store.reading():
        find_session(session_id)
    return _artwork(environment, session_id, SCREEN_PPI)


def _artwork(environment: Environment, session_id: str | None, ppi: int) -> bytes:
    with environment.store.reading():
        design = Design.get_or_none(Design.session_id == session_id)
    if design is None:
        raise NotFound(Code.DESIGN_MISSING, "There is no design yet")
    chosen = understand_order_data(design.order_data, environment.catalogue)
    drawing = Drawing(
        template=chosen.template.id if chosen.template else "",
        text=chosen.text or "",
        font=chosen.font or "",
        background=chosen.background or Drawing.background,
        text_colour=chosen.text_colour or Drawing.text_colour,
        seed=design.session_id,
    )
    # One at a time: the same picture is drawn once, and memory holds one canvas.
    with _rendering:
        return _png(drawing, chosen.model.face_mm if chosen.model else USUAL_FACE_MM, ppi)


@lru_cache(maxsize=KEPT)
def _png(drawing: Drawing, face_mm: tuple[float, float], ppi: int) -> bytes:
    return png_bytes(render_design(drawing, face_mm, ppi), ppi)
