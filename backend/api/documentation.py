"""/openapi.json and /docs, and the same of the lab: Swagger UI from an installed package, so without internet."""

from pathlib import Path

import flask_openapi3_swagger
from flask import Blueprint, Response, render_template_string, send_from_directory

from backend.http.answers import encode
from backend.http.own_address import own_address
from backend.http.routing import serves
from backend.openapi.document import document
from backend.openapi.guides import GUIDES
from backend.openapi.lab import LAB_API
from backend.openapi.surface import Surface
from contract import pages

SWAGGER_UI = Path(flask_openapi3_swagger.__file__).parent / "templates" / "swagger"
PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{{ title }}</title>
  <link rel="stylesheet" href="{{ folder }}/css/swagger-ui.css">
</head>
<body>
  <div id="api"></div>
  <script src="{{ folder }}/js/swagger-ui-bundle.js"></script>
  <script>
    SwaggerUIBundle({url: "openapi.json", dom_id: "#api", deepLinking: true, displayRequestDuration: true,
                     tryItOutEnabled: true, validatorUrl: null});
  </script>
</body>
</html>
"""
documentation = Blueprint("documentation", __name__)


@serves(documentation, pages.OPENAPI)
def openapi() -> Response:
    return _document(GUIDES)


@serves(documentation, pages.DOCS)
def page() -> str:
    return render_template_string(PAGE, title=f"{GUIDES.title}: the documented API", folder="docs")


@serves(documentation, pages.DOCS_FILE, "path")
def asset(name: str) -> Response:
    return send_from_directory(SWAGGER_UI, name, max_age=86400)


@serves(documentation, pages.LAB_OPENAPI)
def lab_openapi() -> Response:
    """Without the token, as the page that reads it: neither holds any data."""
    return _document(LAB_API)


@serves(documentation, pages.LAB_DOCS)
def lab_page() -> str:
    return render_template_string(PAGE, title=LAB_API.title, folder="../docs")


def _document(surface: Surface) -> Response:
    return Response(encode(document(surface, own_address())), mimetype="application/json")
