"""Who has to leave when more want in than there is room for."""

from gate.room import PAUSE, Room, room_within


class Guest:
    """A connection."""

    has_left = False

    def abort(self) -> None:
        self.has_left = True


def entered(room: Room, count: int, address: str = "10.0.0.1") -> list[Guest]:
    guests = [Guest() for _ in range(count)]
    for guest in guests:
        room.enter(guest, address)
    return guests


def test_everybody_stays_while_there_is_room() -> None:
    assert not any(guest.has_left for guest in entered(Room(8), 6))


def test_one_address_gets_its_share_and_its_oldest_leaves(expected_logs: list[str]) -> None:
    expected_logs.append("No room for more than 8 connections: 1 had to leave")
    guests = entered(Room(8), 7)
    assert [guest.has_left for guest in guests] == [True] + [False] * 6


def test_where_all_is_full_the_largest_party_makes_room(expected_logs: list[str]) -> None:
    expected_logs.append("No room")
    room = Room(8)
    many, one = entered(room, 6, "10.0.0.1"), entered(room, 2, "10.0.0.2")
    [newcomer] = entered(room, 1, "10.0.0.3")
    assert [guest.has_left for guest in [*many, *one, newcomer]] == [True] + [False] * 8


def test_who_was_answered_before_stays_longer_than_who_never_asked(expected_logs: list[str]) -> None:
    expected_logs.append("No room")
    room = Room(4)
    customer, silent, third = entered(room, 3)
    room.work(customer, "10.0.0.1")
    room.wait(customer, "10.0.0.1")
    entered(room, 1)
    assert (customer.has_left, silent.has_left, third.has_left) == (False, True, False)


def test_who_is_being_answered_never_has_to_leave(expected_logs: list[str]) -> None:
    expected_logs.append("No room")
    room = Room(4)
    guests = entered(room, 3)
    for guest in guests:
        room.work(guest, "10.0.0.1")
    newcomer = Guest()
    assert not room.enter(newcomer, "10.0.0.1")
    assert not any(guest.has_left for guest in guests)


def test_who_leaves_makes_room() -> None:
    room = Room(4)
    for guest in entered(room, 3):
        room.leave(guest, "10.0.0.1")
    assert not any(guest.has_left for guest in entered(room, 3))


def test_it_is_said_once_a_minute_with_the_count(expected_logs: list[str]) -> None:
    now = [0.0]
    room = Room(4, lambda: now[0])
    expected_logs.append("1 had to leave")
    entered(room, 6)
    now[0] = PAUSE
    expected_logs.append("3 had to leave")
    entered(room, 1)


def test_room_follows_the_descriptors() -> None:
    assert (room_within(1024), room_within(50)) == (232, 16)
