import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.hints import LONGEST_HEADER, Hint, format_hints, parse_hints

WHOLE = st.characters(exclude_categories=["Cs"])
"""Every character but lone surrogates, which UTF-8 doesn't have."""
texts = st.text(WHOLE, max_size=60) | st.text('";,\\%*= \r\n\t', max_size=30)
hints = st.builds(Hint, st.sampled_from(["SESSION_EXPIRED", "FIELD_TYPE"]), texts, texts, st.just("req_1a2b3c4d"))


def hint(en: str = "It expired.", zh: str = "会话已过期。") -> Hint:
    return Hint("SESSION_EXPIRED", en, zh, "req_ab12")


def test_as_it_is_documented() -> None:
    assert format_hints([hint(zh="过期")]) == (
        'SESSION_EXPIRED; en="It expired."; zh*=UTF-8\'\'%E8%BF%87%E6%9C%9F; call="req_ab12"'
    )


@given(st.lists(hints, max_size=3))
def test_what_is_formatted_can_be_parsed(given_hints: list[Hint]) -> None:
    assert parse_hints(format_hints(given_hints)) == given_hints


@given(st.lists(st.builds(Hint, st.just("A"), st.text(), st.text(), st.just("req_1")), max_size=5))
def test_header_is_one_short_line_of_ascii(given_hints: list[Hint]) -> None:
    header = format_hints(given_hints)
    assert header.isascii()
    assert header.isprintable()
    assert len(header) <= LONGEST_HEADER


@given(st.text())
def test_any_header_can_be_parsed(header: str) -> None:
    assert all(isinstance(one, Hint) for one in parse_hints(header))


def test_english_that_is_not_ascii_is_encoded_too() -> None:
    assert "en*=UTF-8''%C2%A321.99" in format_hints([hint(en="£21.99")])


def test_three_hints_at_most() -> None:
    assert len(parse_hints(format_hints([hint()] * 5))) == 3


def test_long_texts_are_cut() -> None:
    (cut,) = parse_hints(format_hints([hint("x" * 100_000, "机" * 100_000)]))
    assert cut.en.endswith("x ...")
    assert cut.zh.endswith("机 ...")


def test_long_hints_leave_no_room_for_a_third() -> None:
    parsed = parse_hints(format_hints([hint("x" * 2000, "机" * 2000)] * 3))
    assert parsed == [parsed[0]]


def test_a_lone_surrogate_is_escaped() -> None:
    assert parse_hints(format_hints([hint(en="half \ud83d")]))[0].en == "half \\ud83d"


@pytest.mark.parametrize(
    "header",
    [
        'NEW; en="It is new."; ja*=UTF-8\'\'%E6%96%B0; zh="new"; call="req_1"',
        'NEW ;en="It is new." ; zh="new"; call="req_1"',
    ],
)
def test_a_newer_server_is_understood(header: str) -> None:
    assert parse_hints(header) == [Hint("NEW", "It is new.", "new", "req_1")]


@pytest.mark.parametrize("header", ["", "; en=", ',,,"', '"'])
def test_nonsense_is_no_hint(header: str) -> None:
    assert parse_hints(header) == []
