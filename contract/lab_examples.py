"""Request bodies and ids of the lab's own API, for its document and for explanations."""

from contract.examples import EQUIPMENT_ID, ORDER_ID, PATH_IDS, Example

LAB_PATH_IDS = PATH_IDS | {
    "fault_id": "reply-that-hurts",
    "preset_id": "mall-network",
    "request_id": "req_1a2b3c4d",
    "snapshot_id": "before-lunch",
    "part_id": "kiosk-VM001",
    "webhook_id": "wh_0123456789abcdef",
    "message_id": "msg_0123456789abcdef01234567",
}
"""What to put into the braces of a path under /lab."""

WAIT: Example = {"kind": "order_changed", "data": {"status": "printed"}, "timeout": 10}
SET_CLOCK: Example = {"mode": "frozen"}
SCALE_CLOCK: Example = {"mode": "scaled", "rate": 60}
ADVANCE_CLOCK: Example = {"seconds": 1800}
ADVANCE_TO_EVENT: Example = {"until": "next_event"}
LOSE_REPLY: Example = {
    "match": {"method": "POST", "route": "/api/vending/session/{session_id}/confirm-payment"},
    "effect": "reply_lost_after_commit",
    "when": {"times": 1},
}
FAIL_TWICE: Example = {"match": {"route": "create_session", "machine": "VM001"}, "effect": 503, "when": {"times": 2}}
SET_SEED: Example = {"seed": 7}
USE_PRESET: Example = {"machine": "VM001"}
TAG_CALLS: Example = {"tag": "acceptance-1"}
MAKE_REFUND: Example = {
    "transaction_id": "TXN_VM001_20250804_001",
    "amount": 21.99,
    "reason": "The case was not delivered",
}
MAKE_SNAPSHOT: Example = {"name": "before-lunch", "note": "Two cases wait, one is on the press"}
KEEP_PART: Example = {"content": {"books": []}}
FOLLOW: Example = {"generation": "1a2b3c4d", "outcome": "followed"}
TEST_WEBHOOK: Example = {"event": "order_status_change"}
REPLAY_DELIVERIES: Example = {"state": "failed"}
CLAIM_JOB: Example = {"station_id": "station-1", "station_name": "Station 1", "equipment_id": EQUIPMENT_ID}
REPORT_PRINT: Example = {"station_id": "station-1", "progress": 40, "phase": "printing"}

ORDER_STATUS_CHANGE: Example = {
    "event": "order_status_change",
    "order_id": ORDER_ID,
    "old_status": "pending",
    "new_status": "printing",
    "timestamp": "2025-08-02T14:42:00Z",
    "equipment_id": EQUIPMENT_ID,
}
"""A webhook's payload as guide 2.1.0 prints it."""
PAYMENT_COMPLETED: Example = {
    "event": "payment_completed",
    "order_id": ORDER_ID,
    "payment_id": "TXN_VM001_20250804_001",
    "amount": 2199,
    "currency": "GBP",
    "session_id": PATH_IDS["session_id"],
    "timestamp": "2025-08-02T14:40:00Z",
}
"""The guide names this event and prints no payload; this is ours, about the order that it prints."""
PRINT_FINISHED: Example = {
    "event": "print_finished",
    "order_id": ORDER_ID,
    "equipment_id": EQUIPMENT_ID,
    "print_status": "printed",
    "quality_check": "passed",
    "timestamp": "2025-08-02T14:45:00Z",
}
"""Likewise."""
