"""What a fault has to do with a call: noted while the call is answered, kept with it in the journal."""

from dataclasses import dataclass

from contract.hints import Code
from contract.messages.faults import EffectKind
from contract.wire import Passage

_UNANSWERED = {EffectKind.NO_ANSWER, EffectKind.REPLY_LOST_BEFORE_COMMIT}


@dataclass(frozen=True, slots=True)
class Hit:
    """The fault `fault` does `effect` to the call, which comes through the gate for the `passage`th time."""

    fault: str
    effect: EffectKind
    passage: Passage = Passage.FIRST

    @property
    def code(self) -> Code:
        """What explains it."""
        return Code(f"FAULT_{self.effect.upper()}")

    @property
    def is_put_off(self) -> bool:
        """Whether this isn't the call yet: it comes again after a delay."""
        return self.effect is EffectKind.DELAY and self.passage is Passage.FIRST

    @property
    def is_unanswered(self) -> bool:
        """Whether there is no answer at all, not even one that got lost."""
        return self.effect in _UNANSWERED
