"""What a backend is started with."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from backend.rules.addresses import Network


class Mode(StrEnum):
    """Guide 2.2.0, "Debug Information": development adds a debug block to every JSON object under /api."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Dialect(StrEnum):
    """The service as its guides describe it, or as the live one was seen to differ (docs/fidelity.md)."""

    DOCUMENTED = "documented"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between two backends. `create_app` and the server take nothing else."""

    database: Path
    public_url: str
    """Where a shopper's phone reaches us, without a slash at the end; the QR code carries it."""
    lab_token: str
    own_url: str = ""
    """Where others reach this backend itself, likewise without a slash; empty where that is the public URL."""
    lab_token_file: str = "lab-token-8000"  # noqa: S105 (a file's name, not a token)
    """The name of the file that the token lies in; its folder is named at the start, and to no caller."""
    gate_secret: str = ""
    """What the gate before the server proves itself with; without a gate it is empty."""
    bell_port: int = 0
    """Where the gate hears that something has happened, on 127.0.0.1; 0 without a gate."""
    rate_limit: int | None = 35
    """Calls a minute and address under /api/chinese/ (both guides); None is no limit."""
    partner_networks: tuple[Network, ...] = ()
    """Addresses with ten times the limit ("IP Whitelist" of both guides)."""
    trusted_proxies: tuple[Network, ...] = ()
    """Addresses whose X-Forwarded headers are believed."""
    webhook_networks: tuple[Network, ...] = ()
    """Private addresses that webhooks may be sent to, beside loopback."""
    browser_origins: tuple[str, ...] = ()
    """Origins of web pages that may make the documented calls (`rules.origins`)."""
    mode: Mode = Mode.DEVELOPMENT
    dialect: Dialect = Dialect.DOCUMENTED
    examples: bool = False
    """Whether a new database holds the sessions, orders and payments that the guides print."""
    chance_seed: int | None = None
    """What ids and the key of download links follow from; None makes them unguessable."""
    journal: bool = True
    """Whether calls are written down; off only to measure what that costs."""
    certificate: Path | None = None
    """The certificate (PEM) of our own making that a machine has to trust; None without TLS or with a given one."""

    @property
    def journal_file(self) -> Path:
        """Beside the database, so that they move together."""
        return self.database.with_name(f"{self.database.stem}.journal.sqlite")
