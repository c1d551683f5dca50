"""Everything that a backend needs before its server starts, so that a refusal is one sentence and not a dead worker."""

import secrets
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from backend.app import open_store
from backend.catalogue import load_catalogue
from backend.models.sqlite.troubles import explain
from backend.models.unusable import DatabaseBusy, DatabaseFull, DatabaseUnusable
from backend.server.address import Address, choose_address
from backend.server.announcing import announce_address
from backend.server.arguments import Arguments
from backend.server.errors import CannotStart
from backend.server.given_certificate import take_certificate
from backend.server.own_certificate import make_certificate
from backend.server.tls import Tls
from backend.settings import Settings
from gate.bell import bell_socket
from hostkit.folders import STATE_VARIABLE, state_folder
from hostkit.lab_certificate import publish_certificate
from hostkit.lab_token import issue_token, token_file
from hostkit.single import AlreadyRunning, hold
from kernel.clock import SystemClock


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the server is started with."""

    address: Address
    tls: Tls | None
    settings: Settings
    bell: socket.socket
    """What rings in the gate when something has happened."""
    is_strict: bool
    """Whether the gate refuses what it mends otherwise."""


@contextmanager
def prepare(arguments: Arguments) -> Iterator[Prepared]:
    """Claim address, token, certificate and database; they stay ours inside the block. Raises CannotStart."""
    scheme = "https" if arguments.https else "http"
    address = choose_address(arguments.host, arguments.port, scheme, arguments.lan_address)
    with ExitStack() as ours:
        try:
            _claim_address(ours, address)
            token, tls, default_database = _own_state(address, arguments)
        except OSError as error:
            raise CannotStart(
                f"The state folder can't be used ({error}): let {STATE_VARIABLE} name a folder that you can write to."
            ) from error
        database = (arguments.database or default_database).resolve()
        _claim_database(ours, database)
        bell = ours.enter_context(bell_socket())
        settings = _behind_a_gate(_settings(arguments, address, token, tls, database), bell)
        _try_database(settings)
        yield Prepared(address, tls, settings, bell, arguments.strict)


def _claim_address(ours: ExitStack, address: Address) -> None:
    """Between our look at the port and the server's start another backend may look. Raises CannotStart and OSError."""
    try:
        ours.enter_context(hold(state_folder() / f"backend-{address.ip.replace(':', '-')}-{address.port}.lock"))
    except AlreadyRunning as error:
        raise CannotStart(
            f"Another backend is just starting on port {address.port}: use that one, or --port 0 for any free one."
        ) from error


def _claim_database(ours: ExitStack, database: Path) -> None:
    """Two backends on one file would both send each webhook."""
    try:
        ours.enter_context(hold(database.with_name(f"{database.name}.lock")))
    except AlreadyRunning as error:
        raise CannotStart(
            f"The database {database} is in use by another backend. "
            "Stop that one, or choose another file with --database."
        ) from error
    except OSError as error:
        raise CannotStart(str(explain(database, error))) from error


def _own_state(address: Address, arguments: Arguments) -> tuple[str, Tls | None, Path]:
    """Token, certificate and the default database. Raises OSError and CannotStart."""
    token = issue_token(address.port)
    tls = _certificate(address, arguments)
    publish_certificate(address.port, tls.trusted if tls else None)
    return token, tls, state_folder() / f"backend-{address.port}.sqlite"


def _certificate(address: Address, arguments: Arguments) -> Tls | None:
    now = SystemClock().now()
    if arguments.tls_cert and arguments.tls_key:
        return take_certificate(arguments.tls_cert, arguments.tls_key, now)
    return make_certificate(address.port, address.ip, now) if arguments.tls else None


def _settings(arguments: Arguments, address: Address, token: str, tls: Tls | None, database: Path) -> Settings:
    return Settings(
        database=database,
        public_url=arguments.public_url or address.network_url,
        own_url=address.network_url,
        lab_token=token,
        lab_token_file=token_file(address.port).name,
        rate_limit=arguments.rate_limit,
        partner_networks=arguments.partner_networks,
        trusted_proxies=arguments.trusted_proxies,
        webhook_networks=arguments.webhook_networks,
        browser_origins=arguments.browser_origins,
        mode=arguments.environment,
        dialect=arguments.dialect,
        examples=arguments.examples,
        chance_seed=arguments.chance_seed,
        certificate=tls.authority if tls else None,
    )


def _behind_a_gate(settings: Settings, bell: socket.socket) -> Settings:
    return replace(settings, gate_secret=secrets.token_hex(16), bell_port=bell.getsockname()[1])


def _try_database(settings: Settings) -> None:
    """Opened here, told where we are reached, and closed again.

    The worker opens its own after the fork, which threads of ours must not meet.
    """
    try:
        with closing(open_store(settings, load_catalogue(), SystemClock())) as store:
            announce_address(store, settings.public_url)
    except (DatabaseUnusable, DatabaseBusy, DatabaseFull) as error:
        raise CannotStart(str(error)) from error
