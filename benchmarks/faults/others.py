"""Twenty faults beside the measured calls: other routes, other machines, and other states of the same route."""

from typing import Any

_ROUTES = (
    "confirm_payment",
    "order_summary",
    "register_user",
    "order_info",
    "validate_session",
    "print_status",
    "update_order_status",
    "stock_status",
)
_MACHINES = ("VM_ELSEWHERE_1", "VM_ELSEWHERE_2")
_STATES = ("payment_completed", "cancelled")


def _fault(**match: str) -> dict[str, Any]:
    return {"effect": 503, "match": match}


OTHERS = [
    *(_fault(route=route) for route in _ROUTES),
    *(_fault(route=route, machine=machine) for route in ("session_status", "create_session") for machine in _MACHINES),
    *(_fault(machine=machine) for machine in _MACHINES),
    *(_fault(method="DELETE", machine=machine) for machine in ("VM_ELSEWHERE_3", "VM_ELSEWHERE_4")),
    *(_fault(route="session_status", state=state) for state in _STATES),
    *(_fault(state=state) for state in ("printing", "failed")),
]
