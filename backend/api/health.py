"""GET /health (guide 2.2.0, section 11) and the bare address."""

from flask import Blueprint, Response

from backend.http.answers import answer, respond
from backend.http.context import environment
from backend.http.routing import serves
from backend.services import monitoring
from contract import endpoints, pages

health = Blueprint("health", __name__)


@serves(health, endpoints.HEALTH)
def system_health() -> Response:
    report = monitoring.health(environment())
    return answer(report, 200 if report.status == "healthy" else 500)


@serves(health, pages.HOME)
def home() -> Response:
    links = {"documentation": "/docs", "openapi": "/openapi.json", "health": "/health"}
    return respond({"service": "PimpMyCase rehearsal lab", **links}, 200)
