"""The backend as a WSGI application."""

from flask import Flask

from backend.api.chinese import chinese
from backend.api.context import environment_of, install_environment
from backend.api.errors import install_errors
from backend.api.health import health
from backend.api.limits import RateLimiter
from backend.api.vending import vending
from backend.catalogue import Catalogue, load_catalogue
from backend.clock import Clock, SystemClock
from backend.lab.routes import lab
from backend.models.database import Store, open_database
from backend.services.environment import Environment
from backend.services.seed import seed
from backend.settings import Settings
from backend.shop.routes import shop

LARGEST_BODY = 1024 * 1024
"""Bytes."""


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """Open the database and answer requests; `close_app` ends it. Raises DatabaseUnusable.

    Expiry needs a `Background` beside it.
    """
    clock = clock or SystemClock()
    catalogue = load_catalogue()
    store = open_store(settings, catalogue, clock)
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_map.merge_slashes = False
    install_environment(app, Environment(settings, clock, store, catalogue))
    RateLimiter().install(app)
    install_errors(app)
    for blueprint in (vending, chinese, health, shop, lab):
        app.register_blueprint(blueprint)
    return app


def open_store(settings: Settings, catalogue: Catalogue, clock: Clock) -> Store:
    """The database, filled when it is new. Raises DatabaseUnusable."""
    return open_database(settings.database, lambda: seed(catalogue, clock.now()))


def close_app(app: Flask) -> None:
    """Close the database, once no request and no `Background` uses it any more."""
    environment_of(app).store.close()
