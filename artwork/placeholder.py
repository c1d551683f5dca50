"""What stands for a design that nobody has sent: plain, and naming its order."""

from PIL import Image

from artwork.canvas import Canvas
from artwork.design import Design
from artwork.lettering import Box, write
from artwork.render import face_pixels

PAPER = (238, 238, 242)
FRAME = (198, 198, 208)
WORDS = (70, 68, 82)
MARGIN = 8.0


def render_placeholder(order_id: str, face_mm: tuple[float, float], ppi: int) -> Image.Image:
    """A face of (width, height) mm that shows the order's id; RGB."""
    canvas = Canvas(Image.new("RGB", face_pixels(face_mm, ppi), PAPER))
    bottom = canvas.height - MARGIN
    canvas.box(MARGIN, MARGIN, 100 - MARGIN, bottom, FRAME, radius=10)
    canvas.box(MARGIN + 0.6, MARGIN + 0.6, 100 - MARGIN - 0.6, bottom - 0.6, PAPER, radius=9.4)
    middle = canvas.height * 0.62
    words = Design("", text=order_id.replace("_", "\n", 1))
    write(canvas, words, WORDS, Box(MARGIN + 6, middle - 20, 100 - MARGIN - 6, middle + 20), largest=15)
    return canvas.image
