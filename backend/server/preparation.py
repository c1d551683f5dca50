"""Everything that a backend needs before its server starts, so that a refusal is one sentence and not a dead worker."""

from dataclasses import dataclass
from pathlib import Path

from backend.app import open_store
from backend.catalogue import load_catalogue
from backend.clock import SystemClock
from backend.models.unusable import DatabaseUnusable
from backend.server.address import Address, choose_address
from backend.server.arguments import Arguments
from backend.server.errors import CannotStart
from backend.settings import Settings
from hostkit.folders import STATE_VARIABLE, state_folder
from hostkit.lab_token import issue_token


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the server is started with."""

    address: Address
    settings: Settings


def prepare(arguments: Arguments) -> Prepared:
    """Claim address, token and database. Raises CannotStart."""
    address = choose_address(arguments.host, arguments.port)
    token, default_database = _own_state(address.port)
    database = (arguments.database or default_database).resolve()
    settings = Settings(
        database=database,
        public_url=arguments.public_url or address.network_url,
        lab_token=token,
        rate_limit=arguments.rate_limit,
        partner_networks=arguments.partner_networks,
    )
    _try_database(settings)
    return Prepared(address, settings)


def _own_state(port: int) -> tuple[str, Path]:
    try:
        return issue_token(port), state_folder() / f"backend-{port}.sqlite"
    except OSError as error:
        raise CannotStart(
            f"The state folder can't be used ({error}): let {STATE_VARIABLE} name a folder that you can write to."
        ) from error


def _try_database(settings: Settings) -> None:
    """Opened here and closed again: the worker opens its own after the fork, which threads of ours must not meet."""
    try:
        open_store(settings, load_catalogue(), SystemClock()).close()
    except DatabaseUnusable as error:
        raise CannotStart(str(error)) from error
