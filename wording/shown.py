"""Facts as sentences quote them."""

LONGEST_FACT = 80
"""Characters of what a client sent, in a sentence that quotes it."""


def shown(fact: str | int | float | None) -> str:
    """A fact as a sentence quotes it: short, on one line, with what nobody can read escaped."""
    text = f"{fact:.2f}" if isinstance(fact, float) and fact == round(fact, 2) else str(fact)
    readable = "".join(
        character if character.isprintable() else _escaped(character) for character in text[:LONGEST_FACT]
    )
    return readable if len(text) <= LONGEST_FACT else f"{readable}…"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
