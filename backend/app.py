"""The backend as a WSGI application."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.routing import Rule

from artwork.studio import Studio
from backend.api.certificate import certificate
from backend.api.chinese import chinese
from backend.api.documentation import documentation
from backend.api.files import files
from backend.api.health import health
from backend.api.payments import payments
from backend.api.printing import printing
from backend.api.stock import stock
from backend.api.vending import vending
from backend.api.webhooks import webhooks
from backend.catalogue import Catalogue, load_catalogue
from backend.explain.explanation import explain
from backend.hooks import install, layers
from backend.http.context import environment_of, install_environment
from backend.http.errors import install_errors
from backend.http.limits import RateLimiter
from backend.http.recording import recording
from backend.http.routing import unforgive
from backend.lab.calls import lab_calls
from backend.lab.journal import install_journal, stop_journal
from backend.lab.ledger import install_ledger
from backend.lab.page import lab_page
from backend.ledger.ledger import Ledger
from backend.models.database import Store, open_database
from backend.seeding.seed import seed
from backend.settings import Settings
from backend.shop.routes import shop
from backend.world.call_numbers import CallNumbers
from backend.world.environment import Environment
from backend.world.kept_files import files_beside
from backend.world.known_faults import KnownFaults
from backend.world.lab_clock import LabClock
from journal.account import Accounts
from journal.call import Call
from journal.journal import Journal
from kernel.chance import Chance
from kernel.clock import Clock, SystemClock

BLUEPRINTS = (
    vending,
    payments,
    stock,
    printing,
    files,
    chinese,
    webhooks,
    health,
    shop,
    documentation,
    certificate,
    lab_page,
)
"""Beside the lab's calls."""


class Route(Rule):
    """Only matched: nobody asks for the address of a view, and preparing for that is most of an application's start."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: ARG002 (of Werkzeug)
        def build(*_: object) -> tuple[str, str]:
            raise RuntimeError("Addresses of views are not built here")

        return build


class Backend(Flask):
    """Flask without asynchronous views: it would look for them at each hook of each request."""

    url_rule_class = Route

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func

    def preprocess_request(self) -> ResponseReturnValue | None:
        """Before anybody asks what is called: the hooks of a blueprint run for the calls that it has."""
        unforgive(request._get_current_object())  # type: ignore[attr-defined]  # as Flask documents it
        return super().preprocess_request()


def create_app(settings: Settings, real_time: Clock | None = None) -> Flask:
    """Open the database and answer requests; `close_app` ends it. Raises DatabaseUnusable.

    Expiry needs a `Background` beside it. `real_time` is what the lab's clock goes by.
    """
    real_time = real_time or SystemClock()
    catalogue = load_catalogue()
    store = open_store(settings, catalogue, real_time)
    clock = LabClock(store, real_time)
    chance = Chance(settings.chance_seed)
    app = Backend(__name__, static_folder=None)
    app.url_map.merge_slashes = False
    faults = KnownFaults(store, has_gate=bool(settings.gate_secret))
    files, studio, screen_studio = files_beside(settings.database), Studio(patience=True), Studio(patience=False)
    numbers = CallNumbers(chance, store)
    environment = Environment(settings, clock, chance, store, catalogue, files, studio, screen_studio, faults, numbers)
    install_environment(app, environment)
    journal = _watch(app, environment)
    limiter = RateLimiter()
    limiter.attach(app)
    install(app, layers(None if journal is None else recording(journal.record, clock), limiter))
    install_errors(app)
    for blueprint in (*BLUEPRINTS, lab_calls(has_journal=journal is not None)):
        app.register_blueprint(blueprint)
    return app


def _watch(app: Flask, environment: Environment) -> Journal[Call] | None:
    """The journal keeps every call, and the ledger judges what it keeps. None for an app without a journal."""
    settings, clock = environment.settings, environment.clock
    ledger = Ledger(environment, settings.journal_file if settings.journal else None)
    install_ledger(app, ledger)
    if not settings.journal:
        return None
    accounts = Accounts(partial(explain, environment))
    journal = Journal(settings.journal_file, accounts.rows_of, clock.real_time.now)
    journal.tell(ledger.judge)
    install_journal(app, journal)
    return journal


def open_store(settings: Settings, catalogue: Catalogue, clock: Clock) -> Store:
    """The database, filled when it is new. Raises DatabaseUnusable."""
    chance = Chance(settings.chance_seed)
    return open_database(settings.database, lambda: seed(chance, catalogue, clock.now(), settings.examples))


def close_app(app: Flask) -> None:
    """End drawing, and close journal and database, once no request and no `Background` uses them any more."""
    stop_journal(app)
    environment_of(app).studio.close()
    environment_of(app).screen_studio.close()
    environment_of(app).store.close()
