"""What an order prints: the shopper's design, or what a print command brought."""

import hashlib
import json
from dataclasses import asdict, dataclass

from artwork.design import Design as Drawing
from backend.catalogue import USUAL_FACE_MM, Catalogue, Model
from backend.models.order import Order, PrintJob
from backend.models.queries.jobs import latest_job
from backend.models.session import Design
from backend.rules.image_url import is_foreign
from backend.settings import Settings
from backend.steps.lookup import find_order
from backend.steps.order_data import Chosen, understand_order_data
from backend.world.environment import Environment
from backend.world.public_address import own_addresses
from contract.messages.base import JsonObject

EDITION = 1
"""Rises when the same design is drawn otherwise, so that kept files are drawn anew."""
UNKNOWN_MODEL = "unknown"


@dataclass(frozen=True, slots=True)
class PrintSubject:
    """`drawing` is None for an order that nobody designed; a `foreign_url` goes before it."""

    order_id: str
    model: str
    face_mm: tuple[float, float]
    drawing: Drawing | None
    foreign_url: str | None

    def fingerprint(self, ppi: int, foreign: bool) -> str:
        """Stands for everything that determines the picture."""
        source = self.foreign_url if foreign else self.drawing and asdict(self.drawing)
        determined = [EDITION, self.order_id, self.face_mm, ppi, source]
        return hashlib.sha256(json.dumps(determined).encode()).hexdigest()


def print_subject(environment: Environment, order_id: str) -> PrintSubject:
    """Raises NotFound."""
    with environment.store.reading():
        order = find_order(order_id)
        job = latest_job(order_id)
        design = Design.find(order.session_id) if order.session_id is not None else None
        foreign_url = _foreign_url(job, environment.settings)
    chosen = understand_order_data(design.order_data, environment.catalogue) if design else None
    model = (chosen.model if chosen else None) or _model(order, job, environment.catalogue)
    return PrintSubject(
        order_id=order_id,
        model=model.name if model else UNKNOWN_MODEL,
        face_mm=model.face_mm if model else USUAL_FACE_MM,
        drawing=drawing_of(chosen, order.session_id or order_id) if chosen else _described(order, job, environment),
        foreign_url=foreign_url,
    )


def drawing_of(chosen: Chosen, seed: str) -> Drawing:
    """What the renderer takes of a shopper's choices."""
    return Drawing(
        template=chosen.template.id if chosen.template else "",
        text=chosen.text or "",
        font=chosen.font or "",
        background=chosen.background or Drawing.background,
        text_colour=chosen.text_colour or Drawing.text_colour,
        seed=seed,
    )


def _described(order: Order, job: PrintJob, environment: Environment) -> Drawing | None:
    """The design of an order without a session, as far as the order itself or a command tells it."""
    told: JsonObject = job.print_data or {}
    named = told.get("template") or order.template
    text = told.get("text") or order.text
    if not named and not text:
        return None
    template = environment.catalogue.template(named) if named else None
    return Drawing(
        template=template.id if template else "",
        text=text or "",
        font=told.get("font") or "",
        text_colour=told.get("color") or Drawing.text_colour,
        seed=order.order_id,
    )


def _model(order: Order, job: PrintJob, catalogue: Catalogue) -> Model | None:
    told: JsonObject = job.print_data or {}
    names = (order.model_id, order.model, told.get("phone_model"))
    return next((model for name in names if name and (model := catalogue.model(name))), None)


def _foreign_url(job: PrintJob, settings: Settings) -> str | None:
    """The first picture of the latest command that isn't in our own store, where the order's own design lies."""
    if not job.image_urls:
        return None
    ours = own_addresses(settings)
    return next((url for url in job.image_urls if is_foreign(url, ours)), None)
