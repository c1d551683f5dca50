"""The press from above: its bed, the carriage on its beam, and the case on which the artwork appears swath by swath."""

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from station_app.agent.state import Artwork
from station_app.press.press import SHARE, Phase, PressReading
from station_app.windows.drawn_case import DrawnCase
from station_app.windows.theme import CORNER, GRID, colours_of

FRAME = 40
"""Milliseconds between two pictures of the moving carriage."""
BEAM = 7 * GRID
BLANK = ("#D8D4CF", "#C6C1BB")
WHITE_INK = "#FBFBF9"
LAMP = "#8A5CF6"
HEAD = {Phase.WHITE: "#F4F4F2", Phase.COLOUR: "#00A0C6", Phase.VARNISH: "#D9C58A", Phase.CURING: LAMP}
"""What the carriage carries in each phase: ink, varnish, the lamp. Colours of things, not of states."""
PRINTING = (Phase.WHITE, Phase.COLOUR, Phase.VARNISH, Phase.CURING)


class PressBed(QWidget):
    """Between two readings it moves on by itself, so that the carriage runs smoothly."""

    def __init__(self) -> None:
        super().__init__()
        self._reading = PressReading()
        self._drawn = DrawnCase()
        self._since = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setInterval(FRAME)
        self._frames.timeout.connect(self._move_on)
        self.setMinimumSize(220, 200)

    def sizeHint(self) -> QSize:
        return QSize(320, 360)

    def show_reading(self, reading: PressReading, artwork: Artwork | None) -> None:
        if not self._drawn.show(artwork) and reading == self._reading:
            return
        self._reading = reading
        self._since.start()
        if reading.phase in SHARE:
            self._frames.start()
        else:
            self._frames.stop()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_bed(painter)
        self._paint_case(painter)
        if self._reading.phase in PRINTING:
            self._paint_beam(painter)

    def _move_on(self) -> None:
        self.update(self._case().toRect().adjusted(-10 * GRID, -BEAM, 10 * GRID, BEAM))

    def _fraction(self) -> float:
        """The phase's fraction now: the last reading and the time since."""
        phase = self._reading.phase
        if phase not in SHARE:
            return 0.0
        seconds = self._since.elapsed() / 1000
        return min(1.0, self._reading.fraction + seconds / (SHARE[phase] * self._reading.seconds_per_case))

    def _case(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(12 * GRID, 5 * GRID, -12 * GRID, -5 * GRID)
        return self._drawn.area(room)

    def _paint_bed(self, painter: QPainter) -> None:
        colours = colours_of(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(self.rect(), CORNER, CORNER)
        rails = self._case().adjusted(-9 * GRID, 0, 9 * GRID, 0)
        painter.setBrush(QColor(colours.soft))
        for x in (rails.left(), rails.right() - GRID):
            painter.drawRoundedRect(QRectF(x, 3 * GRID, GRID, self.height() - 6 * GRID), 2, 2)
        if self._reading.phase not in PRINTING:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.soft), 1, Qt.PenStyle.DashLine))
            painter.drawPath(self._drawn.outline(self._case()))

    def _paint_case(self, painter: QPainter) -> None:
        phase = self._reading.phase
        if phase in {Phase.IDLE, Phase.FINISHED}:
            return
        painter.save()
        painter.translate(0, self._way_off(phase))
        case = self._case()
        face = self._drawn.outline(case)
        painter.setClipPath(face)
        self._paint_blank(painter, case)
        painter.setClipPath(face)
        for layer in PRINTING:
            self._paint_layer(painter, case, face, layer)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(0, 0, 0, 50), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(face)
        painter.restore()

    def _way_off(self, phase: Phase) -> float:
        """How far above or below its place the case is, in pixels: it comes in at the top and leaves there."""
        if phase is Phase.LOADING_BLANK:
            return -((1 - self._fraction()) ** 2) * self.height()
        return -(self._fraction() ** 2) * self.height() if phase is Phase.UNLOADING else 0.0

    def _paint_blank(self, painter: QPainter, case: QRectF) -> None:
        shade = QLinearGradient(case.topLeft(), case.bottomRight())
        shade.setColorAt(0, QColor(BLANK[0]))
        shade.setColorAt(1, QColor(BLANK[1]))
        painter.fillRect(case, shade)

    def _paint_layer(self, painter: QPainter, case: QRectF, face: QPainterPath, layer: Phase) -> None:
        done = self._done(layer)
        if done <= 0:
            return
        painter.save()
        painter.setClipPath(face)
        painter.setClipPath(_printed(case, done), Qt.ClipOperation.IntersectClip)
        if layer is Phase.WHITE:
            painter.fillRect(case, QColor(WHITE_INK))
        elif layer is Phase.COLOUR:
            self._drawn.paint(painter, case, colours_of(self).soft)
        elif layer is Phase.VARNISH:
            painter.fillRect(case, _gloss(case))
        painter.restore()

    def _done(self, layer: Phase) -> float:
        """The part of a layer that is on the case, 0 to 1."""
        phase = self._reading.phase
        if phase is layer:
            return self._fraction()
        order = list(SHARE)
        return 1.0 if order.index(phase) > order.index(layer) else 0.0

    def _paint_beam(self, painter: QPainter) -> None:
        colours, case = colours_of(self), self._case()
        fraction, phase = self._fraction(), self._reading.phase
        y = case.top() + _swath_top(case, fraction)
        beam = QRectF(case.left() - 10 * GRID, y - BEAM / 2, case.width() + 20 * GRID, BEAM)
        if phase is Phase.CURING:
            self._paint_light(painter, case, y)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ink))
        painter.drawRoundedRect(beam.adjusted(0, 2 * GRID, 0, -2 * GRID), 3, 3)
        x = case.left() + case.width() * (0.5 if phase is Phase.CURING else _carriage(fraction))
        width = case.width() * 0.9 if phase is Phase.CURING else 11 * GRID
        carriage = QRectF(x - width / 2, beam.top(), width, BEAM)
        painter.drawRoundedRect(carriage, 5, 5)
        painter.setBrush(QColor(HEAD[phase]))
        painter.drawRoundedRect(carriage.adjusted(5, 5, -5, -5), 3, 3)

    @staticmethod
    def _paint_light(painter: QPainter, case: QRectF, y: float) -> None:
        glow = QLinearGradient(QPointF(0, y - 60), QPointF(0, y + 60))
        for place, alpha in ((0.0, 0), (0.5, 150), (1.0, 0)):
            colour = QColor(LAMP)
            colour.setAlpha(alpha)
            glow.setColorAt(place, colour)
        painter.fillRect(QRectF(case.left() - 20, y - 60, case.width() + 40, 120).intersected(case), glow)


SWATHS = 18
"""Passes of the carriage over one layer."""


def _swath_top(case: QRectF, fraction: float) -> float:
    """The middle of the swath being printed, in pixels below the case's top."""
    swath = min(SWATHS - 1, int(fraction * SWATHS))
    return (swath + 0.5) * case.height() / SWATHS


def _carriage(fraction: float) -> float:
    """Where the carriage is across the case, 0 to 1; it prints in both directions."""
    swath, across = divmod(min(fraction, 0.9999) * SWATHS, 1)
    return across if int(swath) % 2 == 0 else 1 - across


def _printed(case: QRectF, fraction: float) -> QPainterPath:
    """What a layer covers so far: the finished swaths, and the present one up to the carriage."""
    path = QPainterPath()
    if fraction >= 1:
        path.addRect(case)
        return path
    height = case.height() / SWATHS
    swath = int(fraction * SWATHS)
    path.addRect(QRectF(case.left(), case.top(), case.width(), swath * height))
    x = _carriage(fraction) * case.width()
    left, width = (0.0, x) if swath % 2 == 0 else (x, case.width() - x)
    path.addRect(QRectF(case.left() + left, case.top() + swath * height, width, height))
    return path


def _gloss(case: QRectF) -> QLinearGradient:
    shine = QLinearGradient(case.topLeft(), case.bottomRight())
    for place, alpha in ((0.0, 90), (0.30, 20), (0.32, 80), (0.44, 10), (1.0, 40)):
        shine.setColorAt(place, QColor(255, 255, 255, alpha))
    return shine
