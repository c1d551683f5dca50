"""/lab/ui: the lab on a page in a browser. Its files hold no data and need no token; what it shows, it asks for with one."""

from pathlib import Path

from flask import Blueprint, Response, redirect, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

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

lab_page = Blueprint("lab_page", __name__)


@lab_page.get("/lab/ui")
def without_slash() -> AnyResponse:
    """A browser keeps the token behind the `#`: no server ever sees it."""
    return redirect("/lab/ui/", 308)


@lab_page.get("/lab/ui/")
def page() -> Response:
    return asset("index.html")


@lab_page.get("/lab/ui/<path:name>")
def asset(name: str) -> Response:
    return send_from_directory(FOLDER, name)


@lab_page.after_request
def _close_off(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
