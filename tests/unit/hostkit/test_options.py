"""What the shared options accept, and the sentences of their refusals."""

import argparse

import pytest

from hostkit.options import address, geometry, identifier, number


@pytest.mark.parametrize("word", ["http://127.0.0.1:8000", "https://staging.example.com", "http://[::1]:9"])
def test_addresses(word: str) -> None:
    assert address(word) == word
    assert address(word + "/") == word


@pytest.mark.parametrize("word", ["", "8000", "ftp://x", "http://", "http://x:99999", "http://x:0", "http://x/?a=b"])
def test_what_is_no_address(word: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"is no address: give one such as http://127\.0\.0\.1:8000"):
        address(word)


def test_identifiers() -> None:
    assert identifier("VM001")("VM_LONDON-01") == "VM_LONDON-01"


@pytest.mark.parametrize("word", ["", "VM 1", "机器", "x" * 51, "a/b"])
def test_what_is_no_identifier(word: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="such as VM001"):
        identifier("VM001")(word)


def test_numbers() -> None:
    assert [number(0.1, 20, "speed")(word) for word in ("0.1", "20", "1e1")] == [0.1, 20.0, 10.0]


@pytest.mark.parametrize("word", ["", "fast", "0.09", "20.1", "nan", "inf", "-1"])
def test_what_is_no_number_in_the_range(word: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"is no speed: give a number from 0\.1 to 20"):
        number(0.1, 20, "speed")(word)


def test_geometry() -> None:
    assert geometry("-10,20,780x960") == (-10, 20, 780, 960)


@pytest.mark.parametrize("word", ["", "780x960", "0,0,0x600", "0,0,600x0", "a,b,cxd", "0,0,-1x5"])
def test_what_is_no_geometry(word: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="write it like 0,0,780x960"):
        geometry(word)
