"""What a shopper chose: the whole input of a render."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Design:
    """A shopper's choices, as order-summary carries them.

    Colours are #RRGGBB. `seed` (for instance the session id) chooses the pictures: equal designs render to equal bytes.
    """

    template: str
    text: str = ""
    font: str = ""
    background: str = "#FFFFFF"
    text_colour: str = "#000000"
    seed: str = ""
