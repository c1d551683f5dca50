"""What an address of a server says about the server."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def host_of(base_url: str) -> str:
    return urlsplit(base_url).hostname or ""


def port_of(base_url: str) -> int:
    """The port that the address names, or means."""
    address = urlsplit(base_url)
    return address.port or (443 if address.scheme == "https" else 80)


def is_this_computer(base_url: str) -> bool:
    """Whether only this computer can answer there."""
    host = host_of(base_url)
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
