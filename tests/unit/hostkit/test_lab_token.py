"""The lab's token: made once a port, for its owner only, and never shown to other servers."""

from pathlib import Path

import pytest

from hostkit.lab_token import find_token, issue_token


def test_token_is_made_once_and_kept() -> None:
    assert issue_token(8000) == issue_token(8000)


def test_each_port_has_its_own() -> None:
    assert issue_token(8000) != issue_token(8001)


def test_only_its_owner_can_read_it(state_folder: Path) -> None:
    issue_token(8000)
    assert (state_folder / "lab-token-8000").stat().st_mode & 0o777 == 0o600


def test_token_is_long_enough_not_to_be_guessed() -> None:
    assert len(issue_token(8000)) >= 43


def test_crash_before_writing_is_repaired(state_folder: Path) -> None:
    state_folder.mkdir()
    (state_folder / "lab-token-8000").touch()
    assert issue_token(8000) == find_token("http://127.0.0.1:8000") != ""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.1.2.3"])
def test_our_own_computer_gets_it(host: str) -> None:
    assert find_token(f"http://{host}:8000") is None
    token = issue_token(8000)
    assert find_token(f"http://{host}:8000") == token


@pytest.mark.parametrize("host", ["192.168.1.5", "pimpmycase.onrender.com", "localhost.example.com"])
def test_other_computers_never_do(host: str) -> None:
    issue_token(8000)
    assert find_token(f"http://{host}:8000") is None


@pytest.mark.parametrize(("address", "port"), [("http://127.0.0.1", 80), ("https://127.0.0.1", 443)])
def test_address_without_a_port_has_the_schemes(address: str, port: int) -> None:
    token = issue_token(port)
    assert find_token(address) == token
