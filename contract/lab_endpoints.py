"""The lab's own API as data, as `contract.endpoints` is for the documented one."""

from contract import lab_examples
from contract.endpoint import JSON, Endpoint
from contract.endpoints import BODY, NOT_FOUND
from contract.kinds import LAB
from contract.messages import (
    clock,
    faults,
    journal,
    journal_query,
    lab,
    lab_webhooks,
    ledger,
    refunds,
    snapshots,
    timeline,
    wait,
)

CONFLICT = 409
PNG = ("image/png",)
NO_CONTENT, ACCEPTED = 204, 202
_EVENTS, _QUEUE, _MONEY, _WEBHOOKS = "Events", "Print queue", "Money and goods", "Webhooks"
_CLOCK, _FAULTS, _JOURNAL, _SNAPSHOTS = "Clock", "Faults", "Journal", "Snapshots"

EVENTS = Endpoint(
    name="lab_events",
    kind=LAB,
    method="GET",
    path="/lab/events",
    summary="What changed",
    section=_EVENTS,
    query=lab.FollowEvents,
    answer=lab.Events,
)
WAIT = Endpoint(
    name="wait",
    kind=LAB,
    method="POST",
    path="/lab/wait",
    summary="Wait for an event",
    section=_EVENTS,
    requests=(wait.WaitFor,),
    examples=(lab_examples.WAIT,),
    answer=wait.Awaited,
    refusals=(*BODY, CONFLICT),
)
SESSIONS = Endpoint(
    name="lab_sessions",
    kind=LAB,
    method="GET",
    path="/lab/sessions",
    summary="List sessions",
    section=_EVENTS,
    query=timeline.FindSessions,
    answer=timeline.LabSessions,
)
TIMELINE = Endpoint(
    name="session_timeline",
    kind=LAB,
    method="GET",
    path="/lab/sessions/{session_id}/timeline",
    summary="One session as a time line",
    section=_EVENTS,
    answer=timeline.Timeline,
    refusals=(NOT_FOUND,),
)

CLOCK = Endpoint(
    name="clock",
    kind=LAB,
    method="GET",
    path="/lab/clock",
    summary="What time it is in the lab",
    section=_CLOCK,
    answer=clock.ClockState,
)
SET_CLOCK = Endpoint(
    name="set_clock",
    kind=LAB,
    method="PUT",
    path="/lab/clock",
    summary="Real, scaled or frozen",
    section=_CLOCK,
    requests=(clock.SetClock,),
    examples=(
        lab_examples.SET_CLOCK,
        lab_examples.SCALE_CLOCK,
    ),
    answer=clock.ClockState,
    refusals=BODY,
)
ADVANCE_CLOCK = Endpoint(
    name="advance_clock",
    kind=LAB,
    method="POST",
    path="/lab/clock/advance",
    summary="Let time pass",
    section=_CLOCK,
    requests=(clock.AdvanceClock,),
    examples=(
        lab_examples.ADVANCE_CLOCK,
        lab_examples.ADVANCE_TO_EVENT,
    ),
    answer=clock.Advanced,
    refusals=(*BODY, CONFLICT),
)

FAULTS = Endpoint(
    name="faults",
    kind=LAB,
    method="GET",
    path="/lab/faults",
    summary="List faults",
    section=_FAULTS,
    answer=faults.Faults,
)
SET_FAULT = Endpoint(
    name="set_fault",
    kind=LAB,
    method="PUT",
    path="/lab/faults/{fault_id}",
    summary="Set a fault",
    section=_FAULTS,
    requests=(faults.SetFault,),
    examples=(
        lab_examples.LOSE_REPLY,
        lab_examples.FAIL_TWICE,
    ),
    answer=faults.FaultState,
    refusals=(*BODY, CONFLICT),
)
REMOVE_FAULT = Endpoint(
    name="remove_fault",
    kind=LAB,
    method="DELETE",
    path="/lab/faults/{fault_id}",
    summary="Remove a fault",
    section=_FAULTS,
    success=NO_CONTENT,
)
REMOVE_FAULTS = Endpoint(
    name="remove_faults",
    kind=LAB,
    method="DELETE",
    path="/lab/faults",
    summary="Remove all faults",
    section=_FAULTS,
    success=NO_CONTENT,
)
SET_SEED = Endpoint(
    name="set_seed",
    kind=LAB,
    method="PUT",
    path="/lab/faults-seed",
    summary="What probabilities go by",
    section=_FAULTS,
    requests=(faults.SetSeed,),
    examples=(lab_examples.SET_SEED,),
    answer=faults.Faults,
    refusals=BODY,
)
PRESETS = Endpoint(
    name="presets",
    kind=LAB,
    method="GET",
    path="/lab/fault-presets",
    summary="Faults that belong together",
    section=_FAULTS,
    answer=faults.Presets,
)
USE_PRESET = Endpoint(
    name="use_preset",
    kind=LAB,
    method="POST",
    path="/lab/fault-presets/{preset_id}",
    summary="Set the faults of a preset",
    section=_FAULTS,
    requests=(faults.UsePreset,),
    examples=(lab_examples.USE_PRESET,),
    answer=faults.Faults,
    refusals=(*BODY, NOT_FOUND, CONFLICT),
)
REMOVE_PRESET = Endpoint(
    name="remove_preset",
    kind=LAB,
    method="DELETE",
    path="/lab/fault-presets/{preset_id}",
    summary="Remove the faults of a preset",
    section=_FAULTS,
    success=NO_CONTENT,
)

JOURNAL = Endpoint(
    name="journal_calls",
    kind=LAB,
    method="GET",
    path="/lab/journal",
    summary="Search calls",
    section=_JOURNAL,
    query=journal_query.FindCalls,
    answer=journal.RecordedCalls,
)
JOURNAL_CALL = Endpoint(
    name="journal_call",
    kind=LAB,
    method="GET",
    path="/lab/journal/{request_id}",
    summary="One call",
    section=_JOURNAL,
    answer=journal.RecordedCall,
    refusals=(NOT_FOUND,),
)
COUNT_CALLS = Endpoint(
    name="count_calls",
    kind=LAB,
    method="GET",
    path="/lab/journal-count",
    summary="Count calls",
    section=_JOURNAL,
    query=journal_query.CallConditions,
    answer=journal.CountedCalls,
)
TAG_CALLS = Endpoint(
    name="tag_calls",
    kind=LAB,
    method="POST",
    path="/lab/journal-tags",
    summary="Tag calls",
    section=_JOURNAL,
    query=journal_query.ChangeCalls,
    requests=(journal.TagCalls,),
    examples=(lab_examples.TAG_CALLS,),
    answer=journal.ChangedCalls,
    refusals=BODY,
)
REMOVE_CALLS = Endpoint(
    name="remove_calls",
    kind=LAB,
    method="DELETE",
    path="/lab/journal",
    summary="Remove calls",
    section=_JOURNAL,
    query=journal_query.ChangeCalls,
    answer=journal.ChangedCalls,
)
EXPORT_HAR = Endpoint(
    name="export_har",
    kind=LAB,
    method="GET",
    path="/lab/journal.har",
    summary="Export calls as HAR 1.2",
    section=_JOURNAL,
    query=journal_query.FindCalls,
    media_types=(JSON,),
)

LEDGER = Endpoint(
    name="ledger",
    kind=LAB,
    method="GET",
    path="/lab/ledger",
    summary="Do money and goods agree?",
    section=_MONEY,
    answer=ledger.Ledger,
)
MAKE_REFUND = Endpoint(
    name="make_refund",
    kind=LAB,
    method="POST",
    path="/lab/refunds",
    summary="Give a payment back",
    section=_MONEY,
    requests=(refunds.MakeRefund,),
    examples=(lab_examples.MAKE_REFUND,),
    answer=refunds.Refund,
    refusals=(*BODY, NOT_FOUND, CONFLICT),
)
LIST_REFUNDS = Endpoint(
    name="list_refunds",
    kind=LAB,
    method="GET",
    path="/lab/refunds",
    summary="List refunds",
    section=_MONEY,
    answer=refunds.Refunds,
)
STOCK = Endpoint(
    name="lab_stock",
    kind=LAB,
    method="GET",
    path="/lab/stock",
    summary="Blanks on hand, reserved, available",
    section=_MONEY,
    query=lab.OfEquipment,
    answer=lab.Stock,
    refusals=(NOT_FOUND,),
)

SNAPSHOTS = Endpoint(
    name="list_snapshots",
    kind=LAB,
    method="GET",
    path="/lab/snapshots",
    summary="List snapshots",
    section=_SNAPSHOTS,
    answer=snapshots.Snapshots,
)
MAKE_SNAPSHOT = Endpoint(
    name="make_snapshot",
    kind=LAB,
    method="POST",
    path="/lab/snapshots",
    summary="Save the whole world",
    section=_SNAPSHOTS,
    requests=(snapshots.MakeSnapshot,),
    examples=(lab_examples.MAKE_SNAPSHOT,),
    answer=snapshots.Snapshot,
    refusals=(*BODY, CONFLICT),
)
REMOVE_SNAPSHOT = Endpoint(
    name="remove_snapshot",
    kind=LAB,
    method="DELETE",
    path="/lab/snapshots/{snapshot_id}",
    summary="Remove a snapshot",
    section=_SNAPSHOTS,
    success=NO_CONTENT,
    refusals=(CONFLICT,),
)
RESTORE_SNAPSHOT = Endpoint(
    name="restore_snapshot",
    kind=LAB,
    method="POST",
    path="/lab/snapshots/{snapshot_id}/restore",
    summary="Bring the whole world back",
    section=_SNAPSHOTS,
    answer=snapshots.Restored,
    refusals=(NOT_FOUND, CONFLICT),
)
KEEP_PART = Endpoint(
    name="keep_part",
    kind=LAB,
    method="PUT",
    path="/lab/snapshots/{snapshot_id}/parts/{part_id}",
    summary="A program's share in a snapshot that is being made",
    section=_SNAPSHOTS,
    requests=(snapshots.KeepPart,),
    examples=(lab_examples.KEEP_PART,),
    success=NO_CONTENT,
    refusals=(*BODY, CONFLICT),
)
PART = Endpoint(
    name="read_part",
    kind=LAB,
    method="GET",
    path="/lab/snapshots/{snapshot_id}/parts/{part_id}",
    summary="A program's share",
    section=_SNAPSHOTS,
    answer=snapshots.Part,
    refusals=(NOT_FOUND, CONFLICT),
)
FOLLOW = Endpoint(
    name="follow",
    kind=LAB,
    method="POST",
    path="/lab/snapshots/{snapshot_id}/parts/{part_id}/follow",
    summary="A program has taken its share back",
    section=_SNAPSHOTS,
    requests=(snapshots.Follow,),
    examples=(lab_examples.FOLLOW,),
    success=NO_CONTENT,
    refusals=(*BODY, CONFLICT),
)

WEBHOOKS = Endpoint(
    name="list_webhooks",
    kind=LAB,
    method="GET",
    path="/lab/webhooks",
    summary="List endpoints",
    section=_WEBHOOKS,
    answer=lab_webhooks.Webhooks,
)
REMOVE_WEBHOOK = Endpoint(
    name="remove_webhook",
    kind=LAB,
    method="DELETE",
    path="/lab/webhooks/{webhook_id}",
    summary="Remove an endpoint",
    section=_WEBHOOKS,
    success=NO_CONTENT,
)
TEST_WEBHOOK = Endpoint(
    name="test_webhook",
    kind=LAB,
    method="POST",
    path="/lab/webhooks/{webhook_id}/test",
    summary="Send a test event",
    section=_WEBHOOKS,
    requests=(lab_webhooks.TestWebhook,),
    examples=(lab_examples.TEST_WEBHOOK,),
    answer=lab_webhooks.Delivery,
    success=ACCEPTED,
    refusals=(*BODY, NOT_FOUND),
)
DELIVERIES = Endpoint(
    name="list_deliveries",
    kind=LAB,
    method="GET",
    path="/lab/webhooks/deliveries",
    summary="Delivery log",
    section=_WEBHOOKS,
    query=lab_webhooks.FindDeliveries,
    answer=lab_webhooks.Deliveries,
)
DELIVERY = Endpoint(
    name="find_delivery",
    kind=LAB,
    method="GET",
    path="/lab/webhooks/deliveries/{message_id}",
    summary="One delivery",
    section=_WEBHOOKS,
    answer=lab_webhooks.Delivery,
    refusals=(NOT_FOUND,),
)
REPLAY_DELIVERY = Endpoint(
    name="replay_delivery",
    kind=LAB,
    method="POST",
    path="/lab/webhooks/deliveries/{message_id}/replay",
    summary="Send one again",
    section=_WEBHOOKS,
    answer=lab_webhooks.Delivery,
    success=ACCEPTED,
    refusals=(NOT_FOUND,),
)
REPLAY_DELIVERIES = Endpoint(
    name="replay_deliveries",
    kind=LAB,
    method="POST",
    path="/lab/webhooks/replay",
    summary="Send many again",
    section=_WEBHOOKS,
    requests=(lab_webhooks.ReplayDeliveries,),
    examples=(lab_examples.REPLAY_DELIVERIES,),
    answer=lab_webhooks.Replayed,
    success=ACCEPTED,
    refusals=BODY,
)

ORDERS = Endpoint(
    name="lab_orders",
    kind=LAB,
    method="GET",
    path="/lab/orders",
    summary="The print queue",
    section=_QUEUE,
    query=lab.OfEquipment,
    answer=lab.Orders,
)
CLAIM_JOB = Endpoint(
    name="claim_job",
    kind=LAB,
    method="POST",
    path="/lab/orders/{order_id}/claim",
    summary="Take a job",
    section=_QUEUE,
    requests=(lab.ClaimJob,),
    examples=(lab_examples.CLAIM_JOB,),
    answer=lab.LabOrder,
    refusals=(*BODY, NOT_FOUND, CONFLICT),
)
RELEASE_JOB = Endpoint(
    name="release_job",
    kind=LAB,
    method="DELETE",
    path="/lab/orders/{order_id}/claim",
    summary="Give a job back",
    section=_QUEUE,
    success=NO_CONTENT,
    refusals=(NOT_FOUND,),
)
REPORT_PRINT = Endpoint(
    name="report_print",
    kind=LAB,
    method="PUT",
    path="/lab/orders/{order_id}/progress",
    summary="Exact progress of a print",
    section=_QUEUE,
    requests=(lab.ReportPrint,),
    examples=(lab_examples.REPORT_PRINT,),
    success=NO_CONTENT,
    refusals=(*BODY, NOT_FOUND, CONFLICT),
)
ORDER_ARTWORK = Endpoint(
    name="order_artwork",
    kind=LAB,
    method="GET",
    path="/lab/orders/{order_id}/artwork.png",
    summary="The design as it is printed",
    section=_QUEUE,
    media_types=PNG,
    refusals=(NOT_FOUND,),
)
SESSION_ARTWORK = Endpoint(
    name="session_artwork",
    kind=LAB,
    method="GET",
    path="/lab/sessions/{session_id}/artwork.png",
    summary="The design so far",
    section=_QUEUE,
    media_types=PNG,
    refusals=(NOT_FOUND,),
)

ALL = (
    EVENTS, WAIT, SESSIONS, TIMELINE, CLOCK, SET_CLOCK, ADVANCE_CLOCK, FAULTS, SET_FAULT, REMOVE_FAULT,
    REMOVE_FAULTS, SET_SEED, PRESETS, USE_PRESET, REMOVE_PRESET, JOURNAL, JOURNAL_CALL, COUNT_CALLS, TAG_CALLS,
    REMOVE_CALLS, EXPORT_HAR, LEDGER, MAKE_REFUND, LIST_REFUNDS, STOCK, SNAPSHOTS, MAKE_SNAPSHOT, REMOVE_SNAPSHOT,
    RESTORE_SNAPSHOT, KEEP_PART, PART, FOLLOW, WEBHOOKS, REMOVE_WEBHOOK, TEST_WEBHOOK, DELIVERIES, DELIVERY,
    REPLAY_DELIVERY, REPLAY_DELIVERIES, ORDERS, CLAIM_JOB, RELEASE_JOB, REPORT_PRINT, ORDER_ARTWORK,
    SESSION_ARTWORK,
)  # fmt: skip
"""All of them, in the order of the document."""
