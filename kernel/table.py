"""A state machine is a table and one door: which event moves which state, and nothing else does."""

from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from typing import Generic, TypeVar

State = TypeVar("State", bound=Enum)
Event = TypeVar("Event", bound=Enum)


class IllegalMove(Exception):
    """A table has no row for this state and event. Its text says what would have been legal."""

    def __init__(self, subject: str, state: Enum, event: Enum, legal: Collection[Enum]) -> None:
        possible = ", ".join(map(word, legal)) or "nothing"
        super().__init__(f"{subject}: {word(event)} is not possible while {word(state)}; possible: {possible}")
        self.subject = subject
        self.state = state
        self.event = event
        self.legal = tuple(legal)


class Table(Generic[State, Event]):
    """All moves of one subject: from a state, by an event, to the next state. It holds no state itself."""

    def __init__(self, subject: str, starts: Collection[State], moves: Mapping[tuple[State, Event], State]) -> None:
        """`subject` is what messages and docs call it; `starts` are the states in which one may begin its life."""
        self.subject = subject
        self.starts = tuple(starts)
        self._moves = dict(moves)

    def after(self, state: State, event: Event) -> State:
        """The state that follows. Raises IllegalMove."""
        following = self._moves.get((state, event))
        if following is None:
            raise IllegalMove(self.subject, state, event, self.legal(state))
        return following

    def can(self, state: State, event: Event) -> bool:
        return (state, event) in self._moves

    def legal(self, state: State) -> tuple[Event, ...]:
        """The events that are possible in this state, in the table's order; empty where nothing can happen any more."""
        return tuple(event for before, event in self._moves if before is state)

    def is_final(self, state: State) -> bool:
        """Whether this state is never left again. An event that changes nothing may still be possible in it."""
        return all(after is state for before, _, after in self if before is state)

    @property
    def states(self) -> tuple[State, ...]:
        """All of them, in the order in which they are declared."""
        return tuple(type(self.starts[0]))

    @property
    def events(self) -> tuple[Event, ...]:
        """All of them, in the order in which they are declared."""
        _, event = next(iter(self._moves))
        return tuple(type(event))

    def __iter__(self) -> Iterator[tuple[State, Event, State]]:
        """Each move, in the table's order: state, event, next state."""
        return ((state, event, following) for (state, event), following in self._moves.items())


def word(member: Enum) -> str:
    """What messages and docs call a state or an event; some are numbers on the wire."""
    return member.name.lower()
