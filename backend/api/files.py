"""Section 7 of the guides: links to an order's files, the files behind them, and many designs as one archive."""

from flask import Blueprint, Response, request

from backend.files.order_files import FileKind, OrderFile
from backend.http.answers import answer
from backend.http.context import environment
from backend.http.own_address import own_address
from backend.http.paths import check_path_ids
from backend.http.queries import read_query
from backend.http.routing import serves
from backend.services import archive, downloads
from backend.services.equipment import order_standing
from contract import endpoints, pages
from contract.messages.files import BatchDownload, SignedLink

files = Blueprint("files", __name__)
files.before_request(check_path_ids)


@serves(files, endpoints.DOWNLOAD_LINKS)
def download_links(order_id: str) -> Response:
    links = downloads.download_links(environment(), order_id, own_address())
    return answer(links, debug=order_standing(environment(), order_id))


@serves(files, endpoints.BATCH_DOWNLOAD)
def batch_download() -> Response:
    packed = archive.pack_designs(environment(), read_query(BatchDownload))
    response = Response(packed.pieces, mimetype=packed.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=packed.name)
    return response


@serves(files, pages.DESIGN_FILE)
def design(order_id: str) -> Response:
    return _linked(order_id, FileKind.DESIGN)


@serves(files, pages.PRINT_FILE)
def print_file(order_id: str) -> Response:
    return _linked(order_id, FileKind.PRINT)


@serves(files, pages.PREVIEW_FILE)
def preview(order_id: str) -> Response:
    return _linked(order_id, FileKind.PREVIEW)


def _linked(order_id: str, kind: FileKind) -> Response:
    link = read_query(SignedLink)
    return _send(downloads.linked_file(environment(), order_id, kind, link.expires, link.signature))


def _send(file: OrderFile) -> Response:
    """Whole, in part, or not at all when the caller has it already; a new design makes another ETag."""
    response = Response(file.content, mimetype=file.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.set_etag(file.sha256)
    response.make_conditional(request.environ, accept_ranges=True, complete_length=len(file.content))
    return response
