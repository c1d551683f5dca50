"""Which screen follows which: the whole flow of the kiosk as one table."""

from enum import StrEnum

from kernel.table import Table


class Screen(StrEnum):
    """What the customer sees. The words are also those of the control channel."""

    STARTING = "starting"
    ATTRACT = "attract"
    CODE = "code"
    DESIGNING = "designing"
    SUMMARY = "summary"
    CHOOSE_PAYMENT = "choose_payment"
    PAY = "pay"
    CONFIRMED = "confirmed"
    THANK_YOU = "thank_you"
    ENDED = "ended"
    """The session is over without a sale; the screen says why and that nothing was charged."""
    OUT_OF_SERVICE = "out_of_service"


class ScreenEvent(StrEnum):
    """What can move the screen."""

    SESSION_OPENED = "session_opened"
    OPENING_FAILED = "opening_failed"
    CODE_SCANNED = "code_scanned"
    ORDER_RECEIVED = "order_received"
    PAY_CHOSEN = "pay_chosen"
    METHOD_CHOSEN = "method_chosen"
    WENT_BACK = "went_back"
    PAYMENT_CONFIRMED = "payment_confirmed"
    FINISHED = "finished"
    SESSION_ENDED = "session_ended"
    LEFT_UNUSED = "left_unused"
    SALE_RECOVERED = "sale_recovered"
    """The machine was cut off after the customer had paid, and has brought the sale to its end."""


FLOW = Table(
    "screen",
    [Screen.STARTING],
    {
        (Screen.STARTING, ScreenEvent.SESSION_OPENED): Screen.CODE,
        (Screen.STARTING, ScreenEvent.OPENING_FAILED): Screen.OUT_OF_SERVICE,
        (Screen.STARTING, ScreenEvent.SALE_RECOVERED): Screen.CONFIRMED,
        (Screen.STARTING, ScreenEvent.SESSION_ENDED): Screen.ENDED,
        (Screen.STARTING, ScreenEvent.LEFT_UNUSED): Screen.ATTRACT,
        (Screen.OUT_OF_SERVICE, ScreenEvent.SESSION_OPENED): Screen.CODE,
        (Screen.OUT_OF_SERVICE, ScreenEvent.SALE_RECOVERED): Screen.CONFIRMED,
        (Screen.OUT_OF_SERVICE, ScreenEvent.SESSION_ENDED): Screen.ENDED,
        (Screen.ATTRACT, ScreenEvent.SESSION_OPENED): Screen.CODE,
        (Screen.ATTRACT, ScreenEvent.OPENING_FAILED): Screen.OUT_OF_SERVICE,
        (Screen.CODE, ScreenEvent.CODE_SCANNED): Screen.DESIGNING,
        (Screen.CODE, ScreenEvent.ORDER_RECEIVED): Screen.SUMMARY,
        (Screen.CODE, ScreenEvent.LEFT_UNUSED): Screen.ATTRACT,
        (Screen.CODE, ScreenEvent.SESSION_ENDED): Screen.ENDED,
        (Screen.DESIGNING, ScreenEvent.ORDER_RECEIVED): Screen.SUMMARY,
        (Screen.DESIGNING, ScreenEvent.SESSION_ENDED): Screen.ENDED,
        (Screen.SUMMARY, ScreenEvent.PAY_CHOSEN): Screen.CHOOSE_PAYMENT,
        (Screen.SUMMARY, ScreenEvent.SESSION_ENDED): Screen.ENDED,
        (Screen.CHOOSE_PAYMENT, ScreenEvent.METHOD_CHOSEN): Screen.PAY,
        (Screen.CHOOSE_PAYMENT, ScreenEvent.WENT_BACK): Screen.SUMMARY,
        (Screen.CHOOSE_PAYMENT, ScreenEvent.SESSION_ENDED): Screen.ENDED,
        (Screen.PAY, ScreenEvent.WENT_BACK): Screen.CHOOSE_PAYMENT,
        (Screen.PAY, ScreenEvent.PAYMENT_CONFIRMED): Screen.CONFIRMED,
        (Screen.PAY, ScreenEvent.SESSION_ENDED): Screen.ENDED,
        (Screen.CONFIRMED, ScreenEvent.FINISHED): Screen.THANK_YOU,
        (Screen.THANK_YOU, ScreenEvent.FINISHED): Screen.ATTRACT,
        (Screen.ENDED, ScreenEvent.FINISHED): Screen.ATTRACT,
    },
)
"""A move that it lacks is a mistake in the controller."""
