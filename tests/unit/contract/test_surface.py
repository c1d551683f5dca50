"""The table of the surface: a row is of the kind of its path, and has a method for our programs or none on purpose."""

import inspect
import re

import pytest

from contract import client, endpoints, lab_client, lab_endpoints
from contract.endpoint import Endpoint
from contract.kinds import API, LAB, LAB_PAGES, MANUFACTURER, OTHER, PAGES, VENDING, Access, Kind, kind_of
from contract.surface import BY_NAME, SERVED, named, nearest

TABLES = {"endpoints": (endpoints, client), "lab_endpoints": (lab_endpoints, lab_client)}


@pytest.mark.parametrize("endpoint", SERVED, ids=lambda one: one.name)
def test_a_row_is_of_the_kind_of_its_path(endpoint: Endpoint) -> None:
    assert endpoint.kind is kind_of(endpoint.path)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/chinese/nowhere", MANUFACTURER),
        ("/api/chinese/", MANUFACTURER),
        ("/api/chinese", MANUFACTURER),
        ("/api/chinesen", API),
        ("/api/vending/session//status", VENDING),
        ("/api", API),
        ("/lab", LAB),
        ("/lab/", LAB),
        ("/lab/nowhere", LAB),
        ("/lab/ui/nowhere.js", LAB_PAGES),
        ("/laboratory", OTHER),
        ("/docs/nowhere.css", PAGES),
        ("/documents", OTHER),
        ("/", OTHER),
        ("", OTHER),
        ("*", OTHER),
        ("//lab/faults", LAB),
        ("///api/vending/create-session", VENDING),
        ("//", OTHER),
    ],
)
def test_what_no_route_takes_has_a_kind(path: str, kind: Kind) -> None:
    assert kind_of(path) is kind


def test_a_name_is_one_call() -> None:
    assert len(BY_NAME) == len(SERVED)


def test_the_lab_is_behind_its_token() -> None:
    assert {endpoint.kind.access for endpoint in lab_endpoints.ALL} == {Access.TOKEN}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_stands_in_its_list(table: str) -> None:
    module, _ = TABLES[table]
    assert {one for one in vars(module).values() if isinstance(one, Endpoint)} == set(module.ALL)


@pytest.mark.parametrize("table", TABLES)
def test_every_call_has_a_method_or_none_on_purpose(table: str) -> None:
    module, offering = TABLES[table]
    names = {one: name for name, one in vars(module).items() if isinstance(one, Endpoint)}
    called = re.findall(rf"\({table}\.(\w+)", inspect.getsource(offering))
    left_out = [names[one] for one in getattr(offering, "NOT_OFFERED", ())]
    assert sorted([*called, *left_out]) == sorted(names.values())


def test_a_call_is_named_by_its_path_or_its_name() -> None:
    assert named("confirm_payment") == named(endpoints.CONFIRM_PAYMENT.path) == (endpoints.CONFIRM_PAYMENT,)
    assert {one.method for one in named("/lab/clock")} == {"GET", "PUT"}
    assert named("confirm-payment") == ()


def test_what_nobody_has_is_near_to_something() -> None:
    assert nearest("confirm-payment") == "confirm_payment"
    assert nearest("/lab/clocks") == "/lab/clock"
