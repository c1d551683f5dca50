"""GET /openapi.json, and /docs: Swagger UI from an installed package, so that it works without internet."""

from pathlib import Path

import flask_openapi3_swagger
from flask import Blueprint, Response, render_template_string, request, send_from_directory

from backend.api.answers import encode
from backend.openapi.document import document

SWAGGER_UI = Path(flask_openapi3_swagger.__file__).parent / "templates" / "swagger"
PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>PimpMyCase rehearsal lab: the documented API</title>
  <link rel="stylesheet" href="docs/css/swagger-ui.css">
</head>
<body>
  <div id="api"></div>
  <script src="docs/js/swagger-ui-bundle.js"></script>
  <script>
    SwaggerUIBundle({url: "openapi.json", dom_id: "#api", deepLinking: true, displayRequestDuration: true,
                     tryItOutEnabled: true, validatorUrl: null});
  </script>
</body>
</html>
"""
documentation = Blueprint("documentation", __name__)


@documentation.get("/openapi.json")
def openapi() -> Response:
    return Response(encode(document(request.host_url.rstrip("/"))), mimetype="application/json")


@documentation.get("/docs")
def page() -> str:
    return render_template_string(PAGE)


@documentation.get("/docs/<path:name>")
def asset(name: str) -> Response:
    return send_from_directory(SWAGGER_UI, name, max_age=86400)
