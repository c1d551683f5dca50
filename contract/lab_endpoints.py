"""The lab's own API as data, as `contract.endpoints` is for the documented one."""

from contract import lab_examples
from contract.endpoints import BAD_REQUEST, BODY, NOT_FOUND, Endpoint
from contract.messages import (
    clock,
    faults,
    journal,
    lab,
    lab_webhooks,
    ledger,
    refunds,
    snapshots,
    timeline,
    wait,
)

CONFLICT = 409
PNG: tuple[str, ...] = ("image/png",)
NOTHING: tuple[str, ...] = ()
NO_CONTENT, ACCEPTED = 204, 202
_EVENTS, _QUEUE, _MONEY, _WEBHOOKS = "Events", "Print queue", "Money and goods", "Webhooks"
_CLOCK, _FAULTS, _JOURNAL, _SNAPSHOTS = "Clock", "Faults", "Journal", "Snapshots"

EVENTS = Endpoint("lab_events", "GET", "/lab/events", "What changed", _EVENTS, lab.Events, refusals=(BAD_REQUEST,))
WAIT = Endpoint(
    "wait",
    "POST",
    "/lab/wait",
    "Wait for an event",
    _EVENTS,
    wait.Awaited,
    (wait.WaitFor,),
    (*BODY, CONFLICT),
    examples=(lab_examples.WAIT,),
)
SESSIONS = Endpoint(
    "lab_sessions", "GET", "/lab/sessions", "List sessions", _EVENTS, timeline.LabSessions, refusals=(BAD_REQUEST,)
)
TIMELINE = Endpoint(
    "session_timeline",
    "GET",
    "/lab/sessions/{session_id}/timeline",
    "One session as a time line",
    _EVENTS,
    timeline.Timeline,
    refusals=(BAD_REQUEST, NOT_FOUND),
)

CLOCK = Endpoint("clock", "GET", "/lab/clock", "What time it is in the lab", _CLOCK, clock.ClockState)
SET_CLOCK = Endpoint(
    "set_clock",
    "PUT",
    "/lab/clock",
    "Real, scaled or frozen",
    _CLOCK,
    clock.ClockState,
    (clock.SetClock,),
    BODY,
    examples=(
        lab_examples.SET_CLOCK,
        lab_examples.SCALE_CLOCK,
    ),
)
ADVANCE_CLOCK = Endpoint(
    "advance_clock",
    "POST",
    "/lab/clock/advance",
    "Let time pass",
    _CLOCK,
    clock.Advanced,
    (clock.AdvanceClock,),
    (*BODY, CONFLICT),
    examples=(
        lab_examples.ADVANCE_CLOCK,
        lab_examples.ADVANCE_TO_EVENT,
    ),
)

FAULTS = Endpoint("faults", "GET", "/lab/faults", "List faults", _FAULTS, faults.Faults)
SET_FAULT = Endpoint(
    "set_fault",
    "PUT",
    "/lab/faults/{fault_id}",
    "Set a fault",
    _FAULTS,
    faults.FaultState,
    (faults.SetFault,),
    (*BODY, CONFLICT),
    examples=(
        lab_examples.LOSE_REPLY,
        lab_examples.FAIL_TWICE,
    ),
)
REMOVE_FAULT = Endpoint(
    "remove_fault",
    "DELETE",
    "/lab/faults/{fault_id}",
    "Remove a fault",
    _FAULTS,
    None,
    media_types=NOTHING,
    success=NO_CONTENT,
)
REMOVE_FAULTS = Endpoint(
    "remove_faults",
    "DELETE",
    "/lab/faults",
    "Remove all faults",
    _FAULTS,
    None,
    media_types=NOTHING,
    success=NO_CONTENT,
)
SET_SEED = Endpoint(
    "set_seed",
    "PUT",
    "/lab/faults-seed",
    "What probabilities go by",
    _FAULTS,
    faults.Faults,
    (faults.SetSeed,),
    BODY,
    examples=(lab_examples.SET_SEED,),
)
PRESETS = Endpoint("presets", "GET", "/lab/fault-presets", "Faults that belong together", _FAULTS, faults.Presets)
USE_PRESET = Endpoint(
    "use_preset",
    "POST",
    "/lab/fault-presets/{preset_id}",
    "Set the faults of a preset",
    _FAULTS,
    faults.Faults,
    (faults.UsePreset,),
    (*BODY, NOT_FOUND, CONFLICT),
    examples=(lab_examples.USE_PRESET,),
)
REMOVE_PRESET = Endpoint(
    "remove_preset",
    "DELETE",
    "/lab/fault-presets/{preset_id}",
    "Remove the faults of a preset",
    _FAULTS,
    None,
    media_types=NOTHING,
    success=NO_CONTENT,
)

JOURNAL = Endpoint(
    "journal_calls", "GET", "/lab/journal", "Search calls", _JOURNAL, journal.RecordedCalls, refusals=(BAD_REQUEST,)
)
JOURNAL_CALL = Endpoint(
    "journal_call",
    "GET",
    "/lab/journal/{request_id}",
    "One call",
    _JOURNAL,
    journal.RecordedCall,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
COUNT_CALLS = Endpoint(
    "count_calls", "GET", "/lab/journal-count", "Count calls", _JOURNAL, journal.CountedCalls, refusals=(BAD_REQUEST,)
)
TAG_CALLS = Endpoint(
    "tag_calls",
    "POST",
    "/lab/journal-tags",
    "Tag calls",
    _JOURNAL,
    journal.ChangedCalls,
    (journal.TagCalls,),
    BODY,
    examples=(lab_examples.TAG_CALLS,),
)
REMOVE_CALLS = Endpoint(
    "remove_calls", "DELETE", "/lab/journal", "Remove calls", _JOURNAL, journal.ChangedCalls, refusals=(BAD_REQUEST,)
)
EXPORT_HAR = Endpoint(
    "export_har", "GET", "/lab/journal.har", "Export calls as HAR 1.2", _JOURNAL, None, refusals=(BAD_REQUEST,)
)

LEDGER = Endpoint("ledger", "GET", "/lab/ledger", "Do money and goods agree?", _MONEY, ledger.Ledger)
MAKE_REFUND = Endpoint(
    "make_refund",
    "POST",
    "/lab/refunds",
    "Give a payment back",
    _MONEY,
    refunds.Refund,
    (refunds.MakeRefund,),
    (*BODY, NOT_FOUND, CONFLICT),
    examples=(lab_examples.MAKE_REFUND,),
)
LIST_REFUNDS = Endpoint("list_refunds", "GET", "/lab/refunds", "List refunds", _MONEY, refunds.Refunds)
STOCK = Endpoint(
    "lab_stock", "GET", "/lab/stock", "Blanks on hand, reserved, available", _MONEY, lab.Stock, refusals=(NOT_FOUND,)
)

SNAPSHOTS = Endpoint("list_snapshots", "GET", "/lab/snapshots", "List snapshots", _SNAPSHOTS, snapshots.Snapshots)
MAKE_SNAPSHOT = Endpoint(
    "make_snapshot",
    "POST",
    "/lab/snapshots",
    "Save the whole world",
    _SNAPSHOTS,
    snapshots.Snapshot,
    (snapshots.MakeSnapshot,),
    (*BODY, CONFLICT),
    examples=(lab_examples.MAKE_SNAPSHOT,),
)
REMOVE_SNAPSHOT = Endpoint(
    "remove_snapshot",
    "DELETE",
    "/lab/snapshots/{snapshot_id}",
    "Remove a snapshot",
    _SNAPSHOTS,
    None,
    refusals=(CONFLICT,),
    media_types=NOTHING,
    success=NO_CONTENT,
)
RESTORE_SNAPSHOT = Endpoint(
    "restore_snapshot",
    "POST",
    "/lab/snapshots/{snapshot_id}/restore",
    "Bring the whole world back",
    _SNAPSHOTS,
    snapshots.Restored,
    refusals=(NOT_FOUND, CONFLICT),
)
KEEP_PART = Endpoint(
    "keep_part",
    "PUT",
    "/lab/snapshots/{snapshot_id}/parts/{part_id}",
    "A program's share in a snapshot that is being made",
    _SNAPSHOTS,
    None,
    (snapshots.KeepPart,),
    (*BODY, CONFLICT),
    media_types=NOTHING,
    success=NO_CONTENT,
    examples=(lab_examples.KEEP_PART,),
)
PART = Endpoint(
    "read_part",
    "GET",
    "/lab/snapshots/{snapshot_id}/parts/{part_id}",
    "A program's share",
    _SNAPSHOTS,
    snapshots.Part,
    refusals=(NOT_FOUND, CONFLICT),
)
FOLLOW = Endpoint(
    "follow",
    "POST",
    "/lab/snapshots/{snapshot_id}/parts/{part_id}/follow",
    "A program has taken its share back",
    _SNAPSHOTS,
    None,
    (snapshots.Follow,),
    (*BODY, CONFLICT),
    media_types=NOTHING,
    success=NO_CONTENT,
    examples=(lab_examples.FOLLOW,),
)

WEBHOOKS = Endpoint("list_webhooks", "GET", "/lab/webhooks", "List endpoints", _WEBHOOKS, lab_webhooks.Webhooks)
REMOVE_WEBHOOK = Endpoint(
    "remove_webhook",
    "DELETE",
    "/lab/webhooks/{webhook_id}",
    "Remove an endpoint",
    _WEBHOOKS,
    None,
    media_types=NOTHING,
    success=NO_CONTENT,
)
TEST_WEBHOOK = Endpoint(
    "test_webhook",
    "POST",
    "/lab/webhooks/{webhook_id}/test",
    "Send a test event",
    _WEBHOOKS,
    lab_webhooks.Delivery,
    (lab_webhooks.TestWebhook,),
    (*BODY, NOT_FOUND),
    examples=(lab_examples.TEST_WEBHOOK,),
    success=ACCEPTED,
)
DELIVERIES = Endpoint(
    "list_deliveries",
    "GET",
    "/lab/webhooks/deliveries",
    "Delivery log",
    _WEBHOOKS,
    lab_webhooks.Deliveries,
    refusals=(BAD_REQUEST,),
)
DELIVERY = Endpoint(
    "find_delivery",
    "GET",
    "/lab/webhooks/deliveries/{message_id}",
    "One delivery",
    _WEBHOOKS,
    lab_webhooks.Delivery,
    refusals=(NOT_FOUND,),
)
REPLAY_DELIVERY = Endpoint(
    "replay_delivery",
    "POST",
    "/lab/webhooks/deliveries/{message_id}/replay",
    "Send one again",
    _WEBHOOKS,
    lab_webhooks.Delivery,
    refusals=(NOT_FOUND,),
    success=ACCEPTED,
)
REPLAY_DELIVERIES = Endpoint(
    "replay_deliveries",
    "POST",
    "/lab/webhooks/replay",
    "Send many again",
    _WEBHOOKS,
    lab_webhooks.Replayed,
    (lab_webhooks.ReplayDeliveries,),
    (*BODY, BAD_REQUEST),
    examples=(lab_examples.REPLAY_DELIVERIES,),
    success=ACCEPTED,
)

ORDERS = Endpoint("lab_orders", "GET", "/lab/orders", "The print queue", _QUEUE, lab.Orders)
CLAIM_JOB = Endpoint(
    "claim_job",
    "POST",
    "/lab/orders/{order_id}/claim",
    "Take a job",
    _QUEUE,
    lab.LabOrder,
    (lab.ClaimJob,),
    (*BODY, NOT_FOUND, CONFLICT),
    examples=(lab_examples.CLAIM_JOB,),
)
RELEASE_JOB = Endpoint(
    "release_job",
    "DELETE",
    "/lab/orders/{order_id}/claim",
    "Give a job back",
    _QUEUE,
    None,
    refusals=(NOT_FOUND,),
    media_types=NOTHING,
    success=NO_CONTENT,
)
REPORT_PRINT = Endpoint(
    "report_print",
    "PUT",
    "/lab/orders/{order_id}/progress",
    "Exact progress of a print",
    _QUEUE,
    None,
    (lab.ReportPrint,),
    (*BODY, NOT_FOUND, CONFLICT),
    media_types=NOTHING,
    success=NO_CONTENT,
    examples=(lab_examples.REPORT_PRINT,),
)
ORDER_ARTWORK = Endpoint(
    "order_artwork",
    "GET",
    "/lab/orders/{order_id}/artwork.png",
    "The design as it is printed",
    _QUEUE,
    None,
    refusals=(NOT_FOUND,),
    media_types=PNG,
)
SESSION_ARTWORK = Endpoint(
    "session_artwork",
    "GET",
    "/lab/sessions/{session_id}/artwork.png",
    "The design so far",
    _QUEUE,
    None,
    refusals=(NOT_FOUND,),
    media_types=PNG,
)

LAB = (
    EVENTS, WAIT, SESSIONS, TIMELINE, CLOCK, SET_CLOCK, ADVANCE_CLOCK, FAULTS, SET_FAULT, REMOVE_FAULT,
    REMOVE_FAULTS, SET_SEED, PRESETS, USE_PRESET, REMOVE_PRESET, JOURNAL, JOURNAL_CALL, COUNT_CALLS, TAG_CALLS,
    REMOVE_CALLS, EXPORT_HAR, LEDGER, MAKE_REFUND, LIST_REFUNDS, STOCK, SNAPSHOTS, MAKE_SNAPSHOT, REMOVE_SNAPSHOT,
    RESTORE_SNAPSHOT, KEEP_PART, PART, FOLLOW, WEBHOOKS, REMOVE_WEBHOOK, TEST_WEBHOOK, DELIVERIES, DELIVERY,
    REPLAY_DELIVERY, REPLAY_DELIVERIES, ORDERS, CLAIM_JOB, RELEASE_JOB, REPORT_PRINT, ORDER_ARTWORK,
    SESSION_ARTWORK,
)  # fmt: skip
"""All of them, in the order of the document."""
