"""The station's codes in the words of a person. All other texts stand in the widget that shows them."""

from PySide6.QtCore import QCoreApplication

from contract.vocabulary import OrderStatus
from station_app.agent.state import Link
from station_app.press.press import Phase
from station_app.press.queue import Wait, Waiting


def status_word(status: OrderStatus) -> str:
    return {
        OrderStatus.PENDING: QCoreApplication.translate("Words", "Waiting"),
        OrderStatus.PRINTING: QCoreApplication.translate("Words", "Printing"),
        OrderStatus.PRINTED: QCoreApplication.translate("Words", "Printed"),
        OrderStatus.COMPLETED: QCoreApplication.translate("Words", "Completed"),
        OrderStatus.FAILED: QCoreApplication.translate("Words", "Failed"),
        OrderStatus.CANCELLED: QCoreApplication.translate("Words", "Cancelled"),
    }[status]


def phase_word(phase: Phase) -> str:
    return {
        Phase.IDLE: QCoreApplication.translate("Words", "Ready for the next case"),
        Phase.LOADING_BLANK: QCoreApplication.translate("Words", "Loading the blank"),
        Phase.WHITE: QCoreApplication.translate("Words", "Printing white"),
        Phase.COLOUR: QCoreApplication.translate("Words", "Printing colour"),
        Phase.VARNISH: QCoreApplication.translate("Words", "Applying varnish"),
        Phase.CURING: QCoreApplication.translate("Words", "Curing with UV light"),
        Phase.UNLOADING: QCoreApplication.translate("Words", "Unloading the case"),
        Phase.FINISHED: QCoreApplication.translate("Words", "Finished"),
    }[phase]


def link_word(link: Link) -> str:
    return {
        Link.CONNECTING: QCoreApplication.translate("Words", "Connecting"),
        Link.CONNECTED: QCoreApplication.translate("Words", "Connected"),
        Link.UNREACHABLE: QCoreApplication.translate("Words", "Not reachable"),
        Link.BROKEN: QCoreApplication.translate("Words", "Answers with errors"),
        Link.NO_LAB: QCoreApplication.translate("Words", "No lab there"),
        Link.NO_TOKEN: QCoreApplication.translate("Words", "Not let in"),
        Link.UNKNOWN_EQUIPMENT: QCoreApplication.translate("Words", "Equipment unknown"),
    }[link]


def waiting_words(waiting: Waiting) -> str:
    """Why an order waits, and when it could start."""
    reason = {
        Wait.STARTING: QCoreApplication.translate("Words", "Starts now"),
        Wait.PRINTING_ANOTHER: QCoreApplication.translate("Words", "Next, after {detail}"),
        Wait.AHEAD: QCoreApplication.translate("Words", "{ahead} ahead of it"),
        Wait.CLAIMED: QCoreApplication.translate("Words", "Held by {detail}"),
        Wait.STOPPED: QCoreApplication.translate("Words", "Stopped, see above"),
        Wait.PAUSED: QCoreApplication.translate("Words", "This station is paused"),
        Wait.NO_BLANK: QCoreApplication.translate("Words", "No blank of {detail}"),
        Wait.LAB_UNREACHABLE: QCoreApplication.translate("Words", "No connection to the lab"),
    }[waiting.why].format(detail=waiting.detail, ahead=waiting.ahead)
    if not waiting.starts_in:
        return reason
    return QCoreApplication.translate("Words", "{reason}, in {time}").format(
        reason=reason, time=minutes(waiting.starts_in)
    )


def minutes(seconds: float) -> str:
    """A span as m:ss, rounded up, so that it never says 0:00 too early."""
    whole = -int(-seconds // 1)
    return f"{whole // 60}:{whole % 60:02d}"
