"""A backend as the link in its terminal names it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.e2e.processes import Running

LINK = re.compile(r"Lab: (http://127\.0\.0\.1:\d+)(/lab/ui/#token=(\S+))\n")


@dataclass(frozen=True)
class Lab:
    """A backend as its terminal names it, and calls to it from elsewhere."""

    origin: str
    path: str
    token: str
    journal: Path

    @property
    def link(self) -> str:
        return self.origin + self.path

    def call(self, method: str, path: str, **body: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if path.startswith("/lab") else {}
        return httpx.request(method, self.origin + path, json=body or None, headers=headers, trust_env=False)

    def read(self, path: str) -> dict[str, Any]:
        return dict(self.call("GET", path).json())

    def create(self, machine: str = "VM001") -> httpx.Response:
        return self.call("POST", "/api/vending/create-session", machine_id=machine)

    def session(self) -> str:
        return str(self.create().json()["session_id"])


def lab_of(backend: Running, database: Path) -> Lab:
    """Once it answers."""
    found = LINK.fullmatch(backend.line_with("Lab: "))
    assert found is not None
    origin, path, token = found.groups()
    return Lab(origin, path, token, database.with_name(f"{database.stem}.journal.sqlite"))
