"""GET /api/chinese/debug/session-validation/{session_id}: is this a session id, and if not, what is wrong with it?"""

from dataclasses import asdict

from backend.rules.session_id_repair import repaired
from contract.messages.payments import FormatDetails, SessionIdChecked, ValidationResult
from contract.session_id import FORM, LONGEST, Mistake, mistakes, parse

_SENTENCES = {
    Mistake.PARAMETERS: "URL parameters follow the id, such as ?machine=VM001: leave out everything from the ? on.",
    Mistake.HYPHENS: "The parts are joined by hyphens: join them by underscores.",
    Mistake.SHORT_DATE: "The date has fewer than 8 digits: write it as YYYYMMDD with its zeros, such as 20250729.",
    Mistake.SHORT_TIME: "The time has fewer than 6 digits: write it as HHMMSS with its seconds, such as 143000.",
    Mistake.IMPOSSIBLE_DATE: "The date or the time is on no calendar or clock: send the moment of the start, in UTC.",
    Mistake.NO_MACHINE: "The machine id is missing: put it and an underscore before the date, such as VM001_.",
    Mistake.NO_RANDOM: "The random part is missing: an underscore and 6 to 8 letters or digits end the id.",
    Mistake.MALFORMED: f"This has not the form of a session id, which is {FORM}, of at most {LONGEST} characters.",
}


def check_session_id(text: str, query: str, client_ip: str) -> SessionIdChecked:
    """`query` is what the id lost to the URL's `?`. Of a text longer than any id the beginning is shown."""
    parts = parse(text)
    return SessionIdChecked(
        session_id=text[:LONGEST],
        validation_result=ValidationResult(
            is_valid=parts is not None,
            format_details=None if parts is None else FormatDetails(**asdict(parts)),
            security_level="relaxed",
            client_ip=client_ip,
            suggestions=_suggestions(f"{text}?{query}" if query else text),
        ),
    )


def _suggestions(text: str) -> list[str]:
    if parse(text) is not None:
        return []
    meant = repaired(text)
    advice = "" if meant is None else f" You may mean {meant}."
    return [_SENTENCES[mistake] + advice for mistake in mistakes(text)]
