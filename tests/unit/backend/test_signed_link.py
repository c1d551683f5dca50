"""Links: good until their moment, and for the file they were made for."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.rules.signed_link import LinkFault, fault, signature

NOW = datetime(2025, 8, 2, 14, 42, tzinfo=UTC)
EXPIRES = int((NOW + timedelta(days=7)).timestamp())
PATH = "/files/designs/ORDER_1_design.png"
SIGNED = signature("key", PATH, EXPIRES)


def test_a_good_link() -> None:
    assert fault("key", PATH, str(EXPIRES), SIGNED, NOW) is None


def test_the_last_second_counts() -> None:
    assert fault("key", PATH, str(EXPIRES), SIGNED, NOW + timedelta(days=7)) is None
    assert fault("key", PATH, str(EXPIRES), SIGNED, NOW + timedelta(days=7, seconds=1)) is LinkFault.EXPIRED


@pytest.mark.parametrize(("expires", "signed"), [(None, None), (str(EXPIRES), None), (None, SIGNED), ("", "")])
def test_a_link_without_its_query(expires: str | None, signed: str | None) -> None:
    assert fault("key", PATH, expires, signed, NOW) is LinkFault.UNSIGNED


@pytest.mark.parametrize("signed", ["0" * 64, SIGNED.upper(), SIGNED[:-1], f"{SIGNED}0", "签名", "\ud800"])
def test_a_wrong_signature(signed: str) -> None:
    assert fault("key", PATH, str(EXPIRES), signed, NOW) is LinkFault.FORGED


@pytest.mark.parametrize("expires", [str(EXPIRES + 1), f"+{EXPIRES}", f" {EXPIRES}", "never", "-1", "9" * 5000, "٣"])
def test_another_moment_than_the_signed_one(expires: str) -> None:
    assert fault("key", PATH, expires, SIGNED, NOW) is LinkFault.FORGED


def test_another_file() -> None:
    assert fault("key", PATH.replace("_1_", "_2_"), str(EXPIRES), SIGNED, NOW) is LinkFault.FORGED


def test_another_key() -> None:
    assert fault("another key", PATH, str(EXPIRES), SIGNED, NOW) is LinkFault.FORGED


def test_a_forged_link_isn_t_told_that_it_is_late() -> None:
    assert fault("key", PATH, str(EXPIRES), "0" * 64, NOW + timedelta(days=8)) is LinkFault.FORGED
