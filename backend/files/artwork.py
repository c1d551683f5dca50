"""Designs as PNG: the print's at 300 ppi, the kiosk's live preview at screen resolution."""

from artwork.studio import PRINT_PPI, SCREEN_PPI
from backend.base.refusals import Busy, NotFound
from backend.base.remarks import remark
from backend.catalogue import USUAL_FACE_MM
from backend.models.session import Design
from backend.steps.lookup import find_session
from backend.steps.order_data import understand_order_data
from backend.steps.print_subject import PrintSubject, drawing_of, print_subject
from backend.world.environment import Environment
from backend.world.kept_files import Key
from backend.world.wanted_pictures import ASK_AGAIN, Wanted
from contract.finding import Finding
from contract.hints import Code


def order_artwork(environment: Environment, order_id: str) -> bytes:
    """The PNG that is printed. Raises NotFound for an unknown order, and Busy while its picture is being fetched."""
    subject = print_subject(environment, order_id)
    foreign = _foreign(environment, subject, subject.foreign_url) if subject.foreign_url else None
    if isinstance(foreign, Finding) and foreign.code is Code.ARTWORK_PENDING:
        detail = "The picture that a print command named is still being fetched"
        raise Busy(foreign.code, detail, ASK_AGAIN, url=foreign.facts["url"])
    return _printed(environment, subject, foreign)


def artwork_of(environment: Environment, subject: PrintSubject) -> bytes:
    """The PNG as far as it is there: what a command named, or where that isn't, and mostly, the order's own.

    What is missing, and why, is said beside the answer.
    """
    foreign = _foreign(environment, subject, subject.foreign_url) if subject.foreign_url else None
    return _printed(environment, subject, foreign)


def _printed(environment: Environment, subject: PrintSubject, foreign: bytes | Finding | None) -> bytes:
    if isinstance(foreign, bytes):
        return foreign
    if foreign is not None:
        remark(foreign.code, **foreign.facts)
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


def fetch_ahead(environment: Environment, order_id: str) -> None:
    """Have the picture that a command named fetched before somebody asks for it. Raises NotFound."""
    subject = print_subject(environment, order_id)
    if subject.foreign_url:
        _foreign(environment, subject, subject.foreign_url)


def _foreign(environment: Environment, subject: PrintSubject, url: str) -> bytes | Finding:
    """The picture, or why it isn't there."""
    key = _key(subject, foreign=True)
    kept = environment.files.find(key)
    return kept if kept is not None else environment.pictures.ask(Wanted(key, url, subject.face_mm))
