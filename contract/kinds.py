"""The kinds of surface that a server of ours has: what holds for every call of one, whether or not a route takes it."""

from dataclasses import dataclass, replace
from enum import Enum

MEGABYTE = 1024 * 1024


class Errors(Enum):
    """The shape of a refusal."""

    GUIDES = "detail and validation_errors, as both guides print them"
    PROBLEM = "problem+json (RFC 9457)"


class Rate(Enum):
    """Whose calls are counted together."""

    CALLER = "an address, or one of our own programs"
    MACHINE = "the vending machine that the call is about, at its address"


class Access(Enum):
    """Who may call."""

    ANYBODY = "everybody, by whatever name he reaches us"
    HOST = "who names an address or a name of this computer"
    TOKEN = "who names one and sends the lab's token"  # noqa: S105 (a sentence, not a secret)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """`largest_body` is in bytes."""

    name: str
    errors: Errors = Errors.GUIDES
    has_debug_info: bool = False
    """Whether answers bear a debug block in development mode."""
    largest_body: int = MEGABYTE
    rate: Rate | None = None
    """None isn't limited."""
    access: Access = Access.ANYBODY
    is_journalled: bool = True
    """What watches the lab would drown what the lab is for: of the other kinds only refused calls are taken down."""
    is_open_to_faults: bool = True
    is_open_to_pages: bool = True
    """Whether `--browser-origin` lets pages of other origins call."""


MANUFACTURER = Kind(name="Manufacturer", has_debug_info=True, rate=Rate.CALLER)
VENDING = Kind(name="Vending machine", has_debug_info=True, rate=Rate.MACHINE)
API = Kind(name="API", has_debug_info=True)
"""Under /api, and neither of the two."""
HEALTH_CHECK = Kind(name="Health")
SHOP = Kind(name="Shopper", is_open_to_pages=False)
OTHER = Kind(name="Other")
"""The bare address, files behind signed links, and whatever we don't have."""
PAGES = Kind(name="Pages", is_journalled=False, is_open_to_faults=False, is_open_to_pages=False)
LAB_PAGES = replace(PAGES, name="The lab's pages", errors=Errors.PROBLEM, access=Access.HOST)
"""They hold no data."""
LAB = replace(LAB_PAGES, name="The lab", access=Access.TOKEN)

_BY_FIRST_STEPS = {
    ("api", "chinese"): MANUFACTURER,
    ("api", "vending"): VENDING,
    ("api",): API,
    ("health",): HEALTH_CHECK,
    ("shop",): SHOP,
    ("lab", "ui"): LAB_PAGES,
    ("lab", "docs"): LAB_PAGES,
    ("lab", "openapi.json"): LAB_PAGES,
    ("lab",): LAB,
    ("docs",): PAGES,
    ("openapi.json",): PAGES,
    ("certificate.pem",): PAGES,
}


def kind_of(path: str) -> Kind:
    """The kind of what may stand at a path, also where nothing does. The only place that decides it by the path.

    Slashes in front lead to no call, and to the shape of answer that the same path has without them.
    """
    first, second = (*path.lstrip("/").split("/", 2)[:2], "")[:2]
    return _BY_FIRST_STEPS.get((first, second)) or _BY_FIRST_STEPS.get((first,), OTHER)
