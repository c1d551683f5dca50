"""Section 7 of the guides: where an order's files can be fetched."""

from contract.messages.base import Answer, Timestamp


class FileLinks(Answer):
    design_file: str
    print_file: str
    preview: str


class DownloadLinks(Answer):
    """Answer of `GET /api/chinese/order/{order_id}/download-links`; the links are good until `expiry`."""

    order_id: str
    download_links: FileLinks
    expiry: Timestamp
