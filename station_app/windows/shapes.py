"""Small drawn shapes that stand beside the words of a state, so that colour never speaks alone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from contract.vocabulary import OrderStatus
from station_app.agent.attention import Tone


def draw_status(painter: QPainter, box: QRectF, status: OrderStatus, colour: str) -> None:
    """A ring waits, a half disc is at work, a disc is printed, a tick is done, a cross is over."""
    painter.save()
    _prepare(painter, colour)
    if status is OrderStatus.PENDING:
        painter.drawEllipse(box)
    elif status is OrderStatus.PRINTING:
        painter.drawEllipse(box)
        painter.setBrush(QColor(colour))
        painter.drawPie(box, 90 * 16, -180 * 16)
    elif status is OrderStatus.PRINTED:
        painter.setBrush(QColor(colour))
        painter.drawEllipse(box)
    elif status is OrderStatus.COMPLETED:
        _draw_tick(painter, box)
    else:
        _draw_cross(painter, box)
    painter.restore()


def draw_tone(painter: QPainter, box: QRectF, tone: Tone, colour: str, upon: str) -> None:
    """A disc with a mark: a tick when all is well, two bars for a look, an exclamation mark when work stands still."""
    painter.save()
    _prepare(painter, colour)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(box)
    inner = box.adjusted(box.width() * 0.3, box.height() * 0.3, -box.width() * 0.3, -box.height() * 0.3)
    _prepare(painter, upon, box.width() * 0.09)
    if tone is Tone.CALM:
        _draw_tick(painter, inner)
    elif tone is Tone.WARN:
        for x in (inner.left() + inner.width() * 0.2, inner.right() - inner.width() * 0.2):
            painter.drawLine(QPointF(x, inner.top()), QPointF(x, inner.bottom()))
    else:
        middle = inner.center().x()
        painter.drawLine(QPointF(middle, inner.top() - 1), QPointF(middle, inner.center().y() + 1))
        painter.drawPoint(QPointF(middle, inner.bottom() + 1))
    painter.restore()


def draw_warning(painter: QPainter, box: QRectF, colour: str) -> None:
    """A filled triangle: something is low or gone."""
    painter.save()
    _prepare(painter, colour)
    painter.setBrush(QColor(colour))
    painter.drawPolygon([box.bottomLeft(), box.bottomRight(), QPointF(box.center().x(), box.top())])
    painter.restore()


def _prepare(painter: QPainter, colour: str, width: float = 1.8) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_tick(painter: QPainter, box: QRectF) -> None:
    corner = QPointF(box.left() + box.width() * 0.38, box.bottom() - box.height() * 0.12)
    painter.drawLine(QPointF(box.left(), box.center().y() + box.height() * 0.05), corner)
    painter.drawLine(corner, QPointF(box.right(), box.top() + box.height() * 0.12))


def _draw_cross(painter: QPainter, box: QRectF) -> None:
    inner = box.adjusted(1, 1, -1, -1)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())
