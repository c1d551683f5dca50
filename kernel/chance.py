"""All chance of a program. With a seed a value is decided by number: nobody else's calls move it on.

docs/decisions/chance-by-number.md says why, and docs/decisions/faults-decide-by-number.md for faults.
"""

import secrets
from hashlib import blake2b
from random import Random


class Chance:
    """Follows from a seed or, without one, from nothing that anybody could guess.

    A value belongs to its kind, to a subject and to the how-manieth of that subject, and to nothing else.
    """

    def __init__(self, seed: int | None = None) -> None:
        self._seed = seed

    @property
    def is_seeded(self) -> bool:
        """Whether the how-manieth counts: a value that must not come twice then needs a number that never does."""
        return self._seed is not None

    def octets(self, size: int, kind: str, subject: str = "", number: int = 1) -> bytes:
        """At most 64 bytes, for ids and keys; the `number`th of the subject, counted from 1."""
        if self._seed is None:
            return secrets.token_bytes(size)
        name = "\n".join((str(self._seed), kind, subject, str(number)))
        return blake2b(name.encode("utf-8", "backslashreplace"), digest_size=size).digest()

    def fraction(self, kind: str, subject: str = "", number: int = 1) -> float:
        """From 0 to below 1."""
        return int.from_bytes(self.octets(6, kind, subject, number)) / 2**48

    def generator(self, kind: str, subject: str = "", number: int = 1) -> Random:
        """For several choices that belong together, made in one go."""
        return Random(self.octets(16, kind, subject, number))


UNGUESSABLE = Chance()
