"""/lab/ui: the lab on a page in a browser. Its files hold no data, so they need no token; its calls do."""

from pathlib import Path

from flask import Blueprint, Response, redirect, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from backend.http.routing import serves
from contract import pages

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "lab_ui"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""Whatever somebody manages to have shown on it: the page loads and sends nothing elsewhere."""

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""Not as the computer has it: Windows may call a script plain text, which a browser then refuses to run."""

lab_page = Blueprint("lab_page", __name__)


@serves(lab_page, pages.LAB_UI_WITHOUT_SLASH)
def without_slash() -> AnyResponse:
    """A browser keeps the token behind the `#`: no server ever sees it."""
    return redirect("/lab/ui/", 308)


@serves(lab_page, pages.LAB_UI)
def page() -> Response:
    return asset("index.html")


@serves(lab_page, pages.LAB_UI_FILE, "path")
def asset(name: str) -> Response:
    return send_from_directory(FOLDER, name, mimetype=TYPES.get(Path(name).suffix))


@lab_page.after_request
def _close_off(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
