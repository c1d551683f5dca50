"""The backend over https: with a certificate of its own making, and with a given one."""

import asyncio
import re
import ssl
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import trustme

from contract.client import VendingClient
from contract.errors import Broken
from contract.lab_client import LabClient
from contract.messages.vending import CreateSession
from contract.transport import Transport
from hostkit.lab_certificate import find_certificate, fingerprint
from hostkit.lab_token import find_token
from tests.e2e.processes import PATIENCE, Running

Start = Callable[..., Running]
READY = re.compile(r"Ready: (https://127\.0\.0\.1:\d+)\b")
MACHINE = {"machine_id": "VM001"}


def address_of(backend: Running) -> str:
    ready = READY.match(backend.line())
    assert ready is not None, backend.errors()
    return ready[1]


@pytest.fixture
def address(start: Start) -> str:
    return address_of(start("run_backend.py", "--tls", "--port", "0"))


def download(address: str) -> str:
    """As a person does: without being able to check it yet."""
    answer = httpx.get(f"{address}/certificate.pem", verify=False, trust_env=False)  # noqa: S501 (see above)
    assert answer.status_code == 200
    assert answer.headers["Certificate-SHA256"] == fingerprint(answer.text)
    return answer.text


def trusting(certificate: str) -> ssl.SSLContext:
    """What a machine does: this authority alone, names checked, and as strict as Python 3.13 is by default."""
    context = ssl.create_default_context(cadata=certificate)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    return context


def create(address: str, trust: ssl.SSLContext) -> int:
    with httpx.Client(verify=trust, trust_env=False) as machine:
        return machine.post(f"{address}/api/vending/create-session", json=MACHINE).status_code


def trusting_in(certificate: str | None, address: str) -> Transport:
    return Transport(address, "test", lambda: find_token(address), find_certificate=lambda: certificate)


async def sell(transport: Transport) -> int:
    """A call of the machine, and one that needs the lab's token; how many events there are."""
    async with transport:
        await VendingClient(transport).create_session(CreateSession(machine_id="VM001"))
        return len((await LabClient(transport).events(after=None)).events)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_machine_that_trusts_the_download_gets_in(address: str, host: str) -> None:
    assert create(address.replace("127.0.0.1", host), trusting(download(address))) == 200


def test_a_machine_of_yesterday_gets_in(address: str) -> None:
    context = trusting(download(address))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    assert create(address, context) == 200


def test_a_machine_that_trusts_another_authority_does_not(address: str) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        create(address, trusting(trustme.CA().cert_pem.bytes().decode()))


def test_our_own_programs_get_in(address: str) -> None:
    assert asyncio.run(sell(trusting_in(find_certificate(address), address))) == 0


@pytest.mark.parametrize("certificate", [None, trustme.CA().cert_pem.bytes().decode()], ids=["authorities", "another"])
def test_our_own_programs_tell_no_stranger_their_token(address: str, certificate: str | None) -> None:
    with pytest.raises(Broken, match="certificate can't be trusted"):
        asyncio.run(sell(trusting_in(certificate, address)))


def test_its_lines_say_https_and_the_fingerprint(start: Start) -> None:
    backend = start("run_backend.py", "--tls", "--port", "0")
    address = address_of(backend)
    assert fingerprint(download(address)) in backend.line_with("SHA-256")


def test_a_restart_keeps_the_authority(start: Start, address: str, state_folder: Path) -> None:
    again = address_of(start("run_backend.py", "--tls", "--port", "0"))
    assert download(again) == download(address)
    assert {file.stat().st_mode & 0o777 for file in state_folder.glob("*-key.pem")} == {0o600}


def test_another_backend_on_the_port_is_named_with_https(start: Start, address: str) -> None:
    second = start("run_backend.py", "--port", address.rpartition(":")[2])
    assert second.ends(PATIENCE) == 1
    assert f"use it at {address}" in second.errors()


def test_a_given_certificate(start: Start, tmp_path: Path) -> None:
    """It bears another name than our own programs call; they get in all the same, and the shopper plays."""
    authority = trustme.CA()
    leaf = authority.issue_cert("lab.example.com")
    files = tmp_path / "certificate.pem", tmp_path / "key.pem"
    leaf.cert_chain_pems[0].write_to_path(files[0])
    leaf.private_key_pem.write_to_path(files[1])
    words = ("--tls-cert", files[0], "--tls-key", files[1], "--shopper", "--shopper-pace", "0.1")
    backend = start("run_backend.py", "--port", "0", *words)
    address = address_of(backend)
    assert asyncio.run(sell(trusting_in(find_certificate(address), address))) == 0
    assert "scanned" in backend.error_line()
    with httpx.Client(verify=trusting(authority.cert_pem.bytes().decode()), trust_env=False) as machine:
        name = {"sni_hostname": "lab.example.com"}
        assert machine.get(f"{address}/certificate.pem", extensions=name).status_code == 404


def test_a_key_of_another_certificate_is_refused(start: Start, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.issue_cert("localhost").cert_chain_pems[0].write_to_path(tmp_path / "certificate.pem")
    authority.issue_cert("localhost").private_key_pem.write_to_path(tmp_path / "key.pem")
    words = ("--tls-cert", tmp_path / "certificate.pem", "--tls-key", tmp_path / "key.pem")
    backend = start("run_backend.py", "--port", "0", *words)
    assert backend.ends(PATIENCE) == 1
    assert "belongs to another certificate" in backend.errors()
