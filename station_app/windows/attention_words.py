"""What needs a person now, as headline, explanation, command to type and the button's word."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from station_app.agent.attention import Attention, Need


@dataclass(frozen=True, slots=True)
class Notice:
    """Texts for the top of the window; an empty one isn't shown."""

    headline: str
    text: str = ""
    command: str = ""
    button: str = ""


def notice(about: Attention) -> Notice:
    return _NOTICES[about.need](about)


def _unreachable(about: Attention) -> Notice:
    if about.detail:
        text = QCoreApplication.translate(
            "Notices", "The press works on {number} all the same. Its status is sent when the backend is back."
        ).format(number=about.detail)
    else:
        text = QCoreApplication.translate(
            "Notices", "Start it with this command, or start the station with --backend and its address."
        )
    headline = QCoreApplication.translate("Notices", "No backend answers at {address}").format(address=about.subject)
    return Notice(headline, text, command="python run_backend.py")


def _broken(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "The backend at {address} fails").format(address=about.subject),
        QCoreApplication.translate("Notices", "Look at its own messages. The station tries again by itself."),
    )


def _no_lab(_about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "This server lists no orders"),
        QCoreApplication.translate(
            "Notices",
            "The documented API has no list of orders and no claim: a station can't know what to print.",
        ),
        command="python run_station.py --backend http://127.0.0.1:8000",
    )


def _no_token(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "The lab at {address} doesn't let this station in").format(
            address=about.subject
        ),
        QCoreApplication.translate("Notices", "Start backend and station on this computer as the same user."),
    )


def _unknown_equipment(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "The backend knows no equipment {name}").format(name=about.subject),
        QCoreApplication.translate("Notices", "Start the station as equipment that it knows."),
        command="python run_station.py --equipment CN_DEBUG_01",
    )


def _connecting(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "Looking for the backend"),
        QCoreApplication.translate("Notices", "At {address}").format(address=about.subject),
    )


def _understood() -> str:
    return QCoreApplication.translate("Notices", "Understood")


def _cancelled(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "Somebody cancelled {number} while the press worked on it").format(
            number=about.subject
        ),
        QCoreApplication.translate("Notices", "The press has stopped. Take the case out and scrap it."),
        button=_understood(),
    )


def _refused(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "The backend refused the status of {number}").format(
            number=about.subject
        ),
        QCoreApplication.translate("Notices", "It says: {sentence}").format(sentence=about.detail),
        button=_understood(),
    )


def _taken(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "Another station has taken {number}").format(number=about.subject),
        QCoreApplication.translate(
            "Notices", "This station had it in hand before its restart. The lab says: {sentence}"
        ).format(sentence=about.detail),
        button=_understood(),
    )


def _gone(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "{number} no longer exists").format(number=about.subject),
        QCoreApplication.translate("Notices", "The lab was reset while this station worked on it. Scrap the case."),
        button=_understood(),
    )


def _paused(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "Paused: no new case is started"),
        _waiting(about),
        button=QCoreApplication.translate("Notices", "Resume"),
    )


def _no_blank(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "Load blanks for {model}").format(model=about.subject),
        QCoreApplication.translate("Notices", "None is left. Orders that wait for it: {count}").format(
            count=about.waiting
        ),
    )


def _held(about: Attention) -> Notice:
    return Notice(
        QCoreApplication.translate("Notices", "Another station holds {number}").format(number=about.subject),
        QCoreApplication.translate("Notices", "{station} prints it. This station takes the other orders.").format(
            station=about.detail
        ),
    )


def _printing(about: Attention) -> Notice:
    headline = QCoreApplication.translate("Notices", "Printing {number}").format(number=about.subject)
    return Notice(headline, _waiting(about))


def _empty(about: Attention) -> Notice:
    if about.waiting:
        return Notice(QCoreApplication.translate("Notices", "Ready to print"), _waiting(about))
    return Notice(
        QCoreApplication.translate("Notices", "Ready to print"),
        QCoreApplication.translate("Notices", "Nothing needs you now."),
    )


def _waiting(about: Attention) -> str:
    if about.waiting == 0:
        return QCoreApplication.translate("Notices", "No other order waits.")
    return QCoreApplication.translate("Notices", "Orders that wait: {count}").format(count=about.waiting)


_NOTICES = {
    Need.UNREACHABLE: _unreachable,
    Need.BROKEN: _broken,
    Need.NO_LAB: _no_lab,
    Need.NO_TOKEN: _no_token,
    Need.UNKNOWN_EQUIPMENT: _unknown_equipment,
    Need.CONNECTING: _connecting,
    Need.CANCELLED: _cancelled,
    Need.REFUSED: _refused,
    Need.TAKEN: _taken,
    Need.GONE: _gone,
    Need.PAUSED: _paused,
    Need.NO_BLANK: _no_blank,
    Need.HELD: _held,
    Need.PRINTING: _printing,
    Need.EMPTY: _empty,
}
