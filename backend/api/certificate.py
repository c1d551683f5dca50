"""GET /certificate.pem: what a machine has to trust when the lab speaks https with a certificate of its own making."""

from flask import Blueprint, Response

from backend.base.refusals import NotFound
from backend.http.context import environment
from backend.http.routing import serves
from contract import pages
from contract.hints import Code
from hostkit.lab_certificate import fingerprint

certificate = Blueprint("certificate", __name__)


@serves(certificate, pages.CERTIFICATE)
def authority() -> Response:
    file = environment().settings.certificate
    if file is None:
        raise NotFound(Code.CERTIFICATE_MISSING, "This backend has made no certificate: start it with --tls")
    text = file.read_text(encoding="ascii")
    headers = {
        "Content-Disposition": 'attachment; filename="pimpmycase-lab.pem"',
        "Certificate-SHA256": fingerprint(text),
    }
    return Response(text, mimetype="application/x-pem-file", headers=headers)
