"""Setting faults, and what a call shows of them."""

from typing import Any

from werkzeug.test import TestResponse

from backend.models.session import Session
from backend.world.environment import Environment
from tests.api.api_driver import Api

CREATE = "/api/vending/create-session"


def put(api: Api, name: str, effect: Any, /, **parts: Any) -> TestResponse:
    return api.lab(f"faults/{name}", method="PUT", json={"effect": effect} | parts)


def listed(api: Api) -> list[dict[str, Any]]:
    return list((api.lab("faults").json or {})["faults"])


def counts(api: Api) -> dict[str, tuple[int, int]]:
    return {one["id"]: (one["matched"], one["hit"]) for one in listed(api)}


def wire(answer: TestResponse) -> str | None:
    return answer.headers.get("Lab-Wire")


def problem(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, str((answer.json or {})["code"])


def statuses(api: Api, calls: int, machine: str = "VM001") -> list[int]:
    return [api.create(machine_id=machine).status_code for _ in range(calls)]


def sessions(environment: Environment) -> int:
    with environment.store.reading():
        return Session.select().count()


def recorded(api: Api, query: str = "") -> list[dict[str, Any]]:
    return list((api.lab(f"journal{query}").json or {})["calls"])
