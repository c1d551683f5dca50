"""Designs as PNG: the print's at 300 ppi, the kiosk's live preview at screen resolution."""

import logging

from artwork.pictures import NotAPicture, fit_face, read_picture
from artwork.png import png_bytes
from artwork.studio import PRINT_PPI, SCREEN_PPI
from backend.base.refusals import NotFound
from backend.base.remarks import remark
from backend.catalogue import USUAL_FACE_MM
from backend.models.session import Design
from backend.outbound.foreign_artwork import RecentFailures, Unavailable, fetch, shown
from backend.steps.lookup import find_session
from backend.steps.order_data import understand_order_data
from backend.steps.print_subject import PrintSubject, drawing_of, print_subject
from backend.world.environment import Environment
from backend.world.kept_files import Key
from contract.hints import Code

logger = logging.getLogger(__name__)
_failures = RecentFailures()


def order_artwork(environment: Environment, order_id: str) -> bytes:
    """The PNG that is printed. Raises NotFound for an unknown order."""
    return artwork_of(environment, print_subject(environment, order_id))


def artwork_of(environment: Environment, subject: PrintSubject) -> bytes:
    """The PNG that is printed: what a command named, or where that can't be had, and mostly, the order's own."""
    foreign = _foreign(environment, subject, subject.foreign_url) if subject.foreign_url else None
    if foreign is not None:
        return foreign
    return environment.files.obtain(
        _key(subject, foreign=False),
        lambda: environment.studio.draw(subject.order_id, subject.drawing, subject.face_mm, PRINT_PPI),
    )


def session_artwork(environment: Environment, session_id: str) -> bytes:
    """The design so far. Raises NotFound for an unknown session, and before there is a design."""
    with environment.store.reading():
        find_session(session_id)
        design = Design.find(session_id)
    if design is None:
        raise NotFound(Code.DESIGN_MISSING, "There is no design yet", session_id=session_id)
    chosen = understand_order_data(design.order_data, environment.catalogue)
    face_mm = chosen.model.face_mm if chosen.model else USUAL_FACE_MM
    return environment.screen_studio.draw(session_id, drawing_of(chosen, session_id), face_mm, SCREEN_PPI)


def _key(subject: PrintSubject, foreign: bool) -> Key:
    return Key(subject.order_id, "design", ".png", subject.fingerprint(PRINT_PPI, foreign))


def _foreign(environment: Environment, subject: PrintSubject, url: str) -> bytes | None:
    """None when it can't be had, which is said in the log and beside the answer."""
    key = _key(subject, foreign=True)
    kept = environment.files.find(key)
    if kept is not None:
        return kept
    reason = _failures.reason(url)
    if reason is None:
        try:
            return _fetched(environment, subject, url, key)
        except (Unavailable, NotAPicture) as error:
            reason = str(error)
            _failures.remember(url, reason)
            logger.warning("artwork: %s prints its own design, %s failed: %s", subject.order_id, shown(url), reason)
    remark(Code.ARTWORK_FOREIGN, url=shown(url))
    return None


def _fetched(environment: Environment, subject: PrintSubject, url: str, key: Key) -> bytes:
    """Raises Unavailable and NotAPicture."""
    picture = read_picture(fetch(url, environment.settings.webhook_networks))
    return environment.files.obtain(key, lambda: png_bytes(fit_face(picture, subject.face_mm, PRINT_PPI), PRINT_PPI))
