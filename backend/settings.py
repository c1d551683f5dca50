"""What a backend is started with."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between two backends. `create_app` and the server take nothing else."""

    database: Path
    public_url: str
    """Where a shopper's phone reaches us, without a slash at the end; the QR code carries it."""
    lab_token: str
    rate_limit: int | None = 35
    """Calls a minute and address under /api/chinese/ (both guides); None is no limit."""
    partner_networks: tuple[Network, ...] = ()
    """Addresses with ten times the limit ("IP Whitelist" of both guides)."""
