"""GET /api/chinese/order/{order_id}/download-links, and who may follow them."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from backend.base.refusals import Forbidden
from backend.files.order_files import FileKind, OrderFile, order_file
from backend.models.link import IssuedLink
from backend.models.queries.links import forget_before
from backend.models.queries.meta import fact, keep_fact
from backend.rules.signed_link import LIFETIME, LinkFault, fault, signature
from backend.steps.lookup import find_order
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.files import DownloadLinks, FileLinks

PREFIX = "/files"
REMEMBERED = timedelta(days=7)
"""How long after its end."""
_KEY = "link_key"
_FAULTS = {
    LinkFault.UNSIGNED: (Code.LINK_UNSIGNED, "The link has no signature"),
    LinkFault.FORGED: (Code.LINK_FORGED, "The link's signature doesn't belong to this file"),
    LinkFault.EXPIRED: (Code.LINK_EXPIRED, "The link has expired"),
}


def download_links(environment: Environment, order_id: str, host: str) -> DownloadLinks:
    """Links on `host`, by which address the caller reaches us (`http://192.168.1.20:8000`). Raises NotFound."""
    with environment.store.reading():
        find_order(order_id)
    expiry = environment.now.replace(microsecond=0) + LIFETIME
    key = _link_key(environment)
    _note(environment, order_id, expiry)

    def link(kind: FileKind) -> str:
        path, expires = _path(order_id, kind), int(expiry.timestamp())
        return f"{host}{path}?{urlencode({'expires': expires, 'signature': signature(key, path, expires)})}"

    links = FileLinks(
        design_file=link(FileKind.DESIGN), print_file=link(FileKind.PRINT), preview=link(FileKind.PREVIEW)
    )
    return DownloadLinks(order_id=order_id, download_links=links, expiry=expiry)


def linked_file(
    environment: Environment, order_id: str, kind: FileKind, expires: str | None, signed: str | None
) -> OrderFile:
    """The file behind a link. Raises Forbidden for a missing, wrong or expired signature, whatever orders there are."""
    found = fault(_link_key(environment), _path(order_id, kind), expires, signed, environment.now)
    if found is not None:
        code, detail = _FAULTS[found]
        raise Forbidden(code, f"{detail}: ask download-links for a new one", order_id=order_id)
    return order_file(environment, order_id, kind)


def _note(environment: Environment, order_id: str, expiry: datetime) -> None:
    """The links don't need it; whoever lets time pass is told when they end."""
    forgotten = expiry - LIFETIME - REMEMBERED
    with environment.store.writing():
        forget_before(forgotten)
        IssuedLink.put(order_id=order_id, expires_at=expiry)


def _path(order_id: str, kind: FileKind) -> str:
    return f"{PREFIX}/{kind.folder}/{kind.file_name(order_id)}"


def _link_key(environment: Environment) -> str:
    """Kept with the database, so that links outlive a restart."""
    with environment.store.reading():
        key = fact(_KEY)
    if key is not None:
        return key
    with environment.store.writing():
        key = fact(_KEY) or environment.chance.octets(32, "link key").hex()
        keep_fact(_KEY, key)
    return key
