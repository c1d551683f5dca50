"""What is served beside calls, and stands in no document: pages with their files, and files behind signed links."""

from contract.endpoint import Endpoint
from contract.kinds import LAB_PAGES, OTHER, PAGES, Kind
from contract.messages.files import SignedLink


def _page(name: str, path: str, kind: Kind = PAGES, method: str = "GET") -> Endpoint:
    return Endpoint(name=name, kind=kind, method=method, path=path, summary="A page, or a file of one", section="")


def _file(name: str, path: str) -> Endpoint:
    return Endpoint(
        name=name,
        kind=OTHER,
        method="GET",
        path=path,
        summary="A file behind a signed link",
        section="",
        query=SignedLink,
    )


HOME = _page("home", "/", OTHER)
CERTIFICATE = _page("certificate", "/certificate.pem")
OPENAPI = _page("openapi", "/openapi.json")
DOCS = _page("docs", "/docs")
DOCS_FILE = _page("docs_file", "/docs/{name}")
LAB_OPENAPI = _page("lab_openapi", "/lab/openapi.json", LAB_PAGES)
LAB_DOCS = _page("lab_docs", "/lab/docs", LAB_PAGES)
LAB_UI = _page("lab_ui", "/lab/ui/", LAB_PAGES)
LAB_UI_WITHOUT_SLASH = _page("lab_ui_without_slash", "/lab/ui", LAB_PAGES)
LAB_UI_FILE = _page("lab_ui_file", "/lab/ui/{name}", LAB_PAGES)

DESIGN_FILE = _file("design_file", "/files/designs/{order_id}_design.png")
PRINT_FILE = _file("print_file", "/files/print/{order_id}_print.gcode")
PREVIEW_FILE = _file("preview_file", "/files/preview/{order_id}_preview.jpg")

FILES = (DESIGN_FILE, PRINT_FILE, PREVIEW_FILE)
ALL = (
    HOME, CERTIFICATE, OPENAPI, DOCS, DOCS_FILE, LAB_OPENAPI, LAB_DOCS, LAB_UI, LAB_UI_WITHOUT_SLASH, LAB_UI_FILE,
)  # fmt: skip
