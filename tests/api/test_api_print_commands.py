"""Commands to print, in both guides' shapes: they change the order's one job while it waits, and make no second one."""

import pytest

from backend.models.event import Event
from backend.models.order import PrintJob
from backend.world.environment import Environment
from contract.hints import Code
from tests.api.api_driver import Api, ManualClock
from tests.api.print_commands import IMAGES, ON_EQUIPMENT, TRIGGER, command, hints, trigger, without

FOREIGN = "https://images.example.net/a.png"


def jobs(environment: Environment) -> list[PrintJob]:
    with environment.store.reading():
        return list(PrintJob.select().order_by(PrintJob.id))


def queue(api: Api) -> list[tuple[str, int]]:
    return [(one["order_id"], one["priority"]) for one in (api.lab("orders").json or {})["orders"]]


def test_the_printed_command_of_2_2_0(api: Api) -> None:
    order_id = api.order()
    answer = dict(command(api, IMAGES, order_id=order_id).json or {})
    assert answer.pop("debug_info")["queue_position"] == 1
    assert answer == {
        "success": True,
        "message": "Print command accepted",
        "order_id": order_id,
        "command_id": "CMD_000001",
        "status": "pending",
        "queue_position": 1,
        "timestamp": "2025-08-04T14:30:22Z",
    }


def test_the_printed_command_of_2_1_0(api: Api) -> None:
    order_id = api.order()
    answer = dict(command(api, ON_EQUIPMENT, order_id=order_id).json or {})
    debug = answer.pop("debug_info")
    assert (debug["equipment_status"], debug["queue_position"]) == ("online", 1)
    assert answer == {
        "success": True,
        "message": "Print command accepted",
        "order_id": order_id,
        "command_id": "CMD_000001",
        "status": "pending",
        "queue_position": 1,
        "timestamp": "2025-08-04T14:30:22Z",
    }


def test_the_printed_trigger(api: Api) -> None:
    order_id = api.order()
    answer = dict(trigger(api, order_id=order_id).json or {})
    assert answer.pop("debug_info")["equipment_status"] == "online"
    assert answer == {
        "success": True,
        "message": "Print job triggered",
        "job_id": "JOB_000001",
        "order_id": order_id,
        "equipment_id": "CN_DEBUG_01",
        "status": "pending",
        "queue_position": 1,
        "timestamp": "2025-08-04T14:30:22Z",
    }


def test_the_job_keeps_what_commands_bring(api: Api, environment: Environment) -> None:
    order_id = api.order()
    for body in (IMAGES, ON_EQUIPMENT):
        command(api, body, order_id=order_id)
    (job,) = jobs(environment)
    assert (job.image_urls, job.customer_info) == (IMAGES["image_urls"], IMAGES["customer_info"])
    assert (job.print_settings, job.priority) == (ON_EQUIPMENT["print_settings"], 1)


def test_the_job_keeps_what_a_trigger_brings(api: Api, environment: Environment) -> None:
    trigger(api, order_id=api.order())
    (job,) = jobs(environment)
    assert (job.print_data, job.image_urls) == (TRIGGER["print_data"], [TRIGGER["print_data"]["design_url"]])


def test_a_trigger_without_a_design_leaves_the_artwork(api: Api, environment: Environment) -> None:
    order_id = api.order()
    command(api, IMAGES, order_id=order_id)
    assert trigger(api, order_id=order_id, print_data={}).status_code == 200
    assert jobs(environment)[0].image_urls == IMAGES["image_urls"]


@pytest.mark.parametrize(("level", "priority"), [(1, 1), (2, 5), (3, 10)])
def test_the_three_levels_of_2_1_0(api: Api, level: int, priority: int) -> None:
    order_id = api.order()
    command(api, ON_EQUIPMENT, order_id=order_id, priority=level)
    assert queue(api) == [(order_id, priority)]


def test_no_priority_is_the_usual_one(api: Api) -> None:
    order_id = api.order()
    command(api, without(ON_EQUIPMENT, "priority"), order_id=order_id)
    assert queue(api) == [(order_id, 5)]


def test_a_command_moves_the_order_in_the_queue(api: Api) -> None:
    first, second = api.order(), api.order()
    answer = command(api, IMAGES, order_id=second, priority=1)
    assert (answer.json or {})["queue_position"] == 1
    assert queue(api) == [(second, 1), (first, 5)]


def test_a_command_assigns_the_equipment(api: Api) -> None:
    order_id = api.order()
    command(api, ON_EQUIPMENT, order_id=order_id, equipment_id="PRINTER_001")
    assert api.print_status(order_id)["equipment_id"] == "PRINTER_001"
    assert (api.lab("orders?equipment_id=CN_DEBUG_01").json or {})["orders"] == []


def test_another_equipments_station_gets_no_claim(api: Api) -> None:
    order_id = api.order()
    trigger(api, order_id=order_id, equipment_id="PRINTER_001")
    refused = api.claim(order_id, "s1", "CN_DEBUG_01")
    assert (refused.status_code, (refused.json or {})["detail"]) == (409, "Job is assigned to PRINTER_001")
    assert api.claim(order_id, "s2", "PRINTER_001").status_code == 200


def test_a_released_job_stays_assigned(api: Api) -> None:
    order_id = api.order()
    trigger(api, order_id=order_id, equipment_id="PRINTER_001")
    api.claim(order_id, "s2", "PRINTER_001")
    api.lab(f"orders/{order_id}/claim", method="DELETE")
    assert (api.lab("orders?equipment_id=CN_DEBUG_01").json or {})["orders"] == []


def test_the_blank_comes_from_the_assigned_equipment(api: Api) -> None:
    order_id = api.order()
    trigger(api, order_id=order_id, equipment_id="PRINTER_001")
    api.update_order(order_id, "printing")
    assert [api.stock(one)["on_hand"] for one in ("CN_DEBUG_01", "PRINTER_001")] == [50, 49]


def test_the_same_order_has_the_same_job(api: Api, environment: Environment) -> None:
    order_id = api.order()
    answers = [command(api, body, order_id=order_id).json or {} for body in (IMAGES, IMAGES, ON_EQUIPMENT)]
    trigger(api, order_id=order_id)
    assert {answer["command_id"] for answer in answers} == {"CMD_000001"}
    assert len(jobs(environment)) == 1


@pytest.mark.parametrize("statuses", [["printing"], ["printing", "printed"], ["cancelled"], ["failed"]])
def test_later_commands_change_nothing(api: Api, environment: Environment, statuses: list[str]) -> None:
    order_id = api.order()
    for status in statuses:
        api.update_order(order_id, status)
    answers = [command(api, IMAGES, order_id=order_id, image_urls=[FOREIGN]), trigger(api, order_id=order_id)]
    assert [hints(answer) for answer in answers] == [[Code.JOB_BEYOND_COMMAND]] * 2
    assert [(answer.json or {})["status"] for answer in answers] == [statuses[-1]] * 2
    assert [(answer.json or {})["queue_position"] for answer in answers] == [None, None]
    (job,) = jobs(environment)
    assert (job.priority, job.image_urls, job.customer_info) == (5, None, None)


def test_a_claimed_job_is_in_its_stations_hands(api: Api) -> None:
    order_id = api.order()
    api.claim(order_id, equipment="PRINTER_001")
    answer = trigger(api, order_id=order_id)
    assert (hints(answer), (answer.json or {})["equipment_id"]) == ([Code.JOB_BEYOND_COMMAND], "PRINTER_001")
    assert (answer.json or {})["message"] == "Nothing was changed: the print job is claimed"


def test_a_command_is_an_event(api: Api, environment: Environment, clock: ManualClock) -> None:
    order_id = api.order()
    clock.advance(minutes=1)
    command(api, ON_EQUIPMENT, order_id=order_id)
    with environment.store.reading():
        event = Event.select().order_by(Event.id.desc()).get()
    assert (event.kind, event.order_id, event.at) == ("order_changed", order_id, clock.now())
    assert event.data == {"status": "pending", "previous_status": "pending", "equipment_id": "CN_DEBUG_01"}


def test_an_unknown_order(api: Api) -> None:
    assert [command(api, IMAGES).status_code, command(api, ON_EQUIPMENT).status_code] == [404, 404]
    assert trigger(api).status_code == 404


def test_an_unknown_equipment(api: Api) -> None:
    order_id = api.order()
    answers = [command(api, ON_EQUIPMENT, order_id=order_id, equipment_id="PRESS 7")]
    answers.append(trigger(api, order_id=order_id, equipment_id="PRESS 7"))
    assert [(answer.status_code, hints(answer)) for answer in answers] == [(404, [Code.EQUIPMENT_UNKNOWN])] * 2


def test_a_foreign_picture_is_accepted_with_a_remark(api: Api, environment: Environment) -> None:
    answer = command(api, IMAGES, order_id=api.order(), image_urls=[*IMAGES["image_urls"], FOREIGN])
    assert (answer.status_code, hints(answer)) == (200, [Code.ARTWORK_FOREIGN])
    assert jobs(environment)[0].image_urls == [*IMAGES["image_urls"], FOREIGN]


def test_pictures_of_our_own_are_nothing_to_remark(api: Api) -> None:
    ours = ["https://pimpmycase.shop/files/a.png", "https://example.com/a.png"]
    assert hints(command(api, IMAGES, order_id=api.order(), image_urls=ours)) == []


def test_another_model_is_accepted_and_the_orders_own_stays(api: Api) -> None:
    order_id = api.order()
    assert command(api, IMAGES, order_id=order_id, phone_model="samsung_s24").status_code == 200
    assert (api.lab("orders").json or {})["orders"][0]["model"] == "iPhone 15 Pro"
