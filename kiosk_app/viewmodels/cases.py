"""Pictures of cases for QML: composed in a thread of their own, published under a new address a version."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from PySide6.QtCore import Property, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from artwork.case.photograph import photograph

logger = logging.getLogger(__name__)

DESIGNS = Path(__file__).resolve().parents[2] / "assets" / "designs"
SAMPLES = sorted(DESIGNS.glob("*.png"))
HEIGHTS = {"large": 1040, "medium": 720, "small": 480}
"""The sizes that screens show, in pixels of the 1080 x 1920 screen: drawn once, never scaled while they move."""

Pictures = dict[str, QImage]


class CaseProvider(QQuickImageProvider):
    """Hands finished pictures to QML by "name/version/size"."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._images: Pictures = {}

    def publish(self, name: str, pictures: Pictures) -> None:
        """Replace all versions of `name` by these, keyed "version/size"."""
        for key in [key for key in self._images if key.startswith(f"{name}/")]:
            del self._images[key]
        self._images.update({f"{name}/{key}": image for key, image in pictures.items()})

    def requestImage(self, identity: str, size: QSize, requested: QSize) -> QImage:  # noqa: ARG002 (Qt's)
        image = self._images.get(identity, QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


class CasePictures(QObject):
    """The customer's own case and the sample cases of the attract loop.

    Addresses are "image://cases/name/version/" and want "large", "medium" or "small" behind them.
    """

    customerChanged = Signal()
    samplesChanged = Signal()
    settledChanged = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.provider = CaseProvider()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cases")
        self._wanted = self._shown = 0
        self._version = 0
        self._artwork = b""
        self._customer = ""
        self._samples: list[str] = []
        self._finished.connect(lambda publish: publish())

    def start(self) -> None:
        """Compose the blank case, then the samples one after another."""
        self._compose_customer()
        for number, file in enumerate(SAMPLES):
            self._compose(f"sample{number}", file, self._add_sample)

    def show_artwork(self, artwork: bytes) -> None:
        """Put the shopper's design (PNG) on their case; none makes the case blank again."""
        if artwork != self._artwork:
            self._artwork = artwork
            self._compose_customer()

    def close(self) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _compose_customer(self) -> None:
        self._wanted += 1
        self.settledChanged.emit()
        self._compose("customer", self._artwork, self._show_customer)

    def _compose(self, name: str, artwork: bytes | Path, publish: Callable[[str], None]) -> None:
        self._version += 1
        work = self._worker.submit(compose, artwork)
        work.add_done_callback(partial(self._hand_over, name, self._version, publish))

    def _hand_over(self, name: str, version: int, publish: Callable[[str], None], work: Future[Pictures]) -> None:
        """Runs in the worker's thread; the signal carries the rest into Qt's."""
        if not work.cancelled():
            self._finished.emit(partial(self._publish, name, version, publish, work))

    def _publish(self, name: str, version: int, publish: Callable[[str], None], work: Future[Pictures]) -> None:
        try:
            pictures = work.result()
        except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
            logger.warning("The picture of %s can't be shown: %s", name, error)
        else:
            self.provider.publish(name, {f"{version}/{size}": image for size, image in pictures.items()})
            publish(f"image://cases/{name}/{version}/")
        if name == "customer":
            self._shown += 1
            self.settledChanged.emit()

    def _show_customer(self, address: str) -> None:
        self._customer = address
        self.customerChanged.emit()

    def _add_sample(self, address: str) -> None:
        self._samples = [*self._samples, address]
        self.samplesChanged.emit()

    customer = Property(str, lambda self: self._customer, notify=customerChanged)
    samples = Property(list, lambda self: self._samples, notify=samplesChanged)
    settled = Property(bool, lambda self: self._wanted == self._shown, notify=settledChanged)


def compose(artwork: bytes | Path) -> Pictures:
    """The case with this artwork in every size. Raises UnidentifiedImageError and OSError for what is no picture."""
    design = _open(artwork)
    large = photograph(design, HEIGHTS["large"])
    return {size: _as_qimage(_reduced(large, height)) for size, height in HEIGHTS.items()}


def _open(artwork: bytes | Path) -> Image.Image | None:
    if not artwork:
        return None
    with Image.open(BytesIO(artwork) if isinstance(artwork, bytes) else artwork) as image:
        return image.convert("RGB")


def _reduced(picture: Image.Image, height: int) -> Image.Image:
    if height == picture.height:
        return picture
    size = (round(picture.width * height / picture.height), height)
    return picture.resize(size, Image.Resampling.LANCZOS)


def _as_qimage(picture: Image.Image) -> QImage:
    """In the format that Qt paints, so that it converts nothing while the screen runs."""
    pixels = picture.convert("RGBa").tobytes("raw", "BGRa")
    width, height = picture.size
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
