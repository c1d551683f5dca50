"""When download links end."""

from datetime import datetime

import peewee

from backend.models.link import IssuedLink


def forget_before(moment: datetime) -> None:
    """Links that ended before then."""
    IssuedLink.delete().where(IssuedLink.expires_at < moment).execute()


def ended(began: datetime, to: datetime) -> list[IssuedLink]:
    """Links that were good at the beginning and weren't any more at the end, the first that ended first."""
    has_ended = (IssuedLink.expires_at >= began) & (IssuedLink.expires_at < to)
    return list(IssuedLink.select().where(has_ended).order_by(IssuedLink.expires_at))


def next_end(now: datetime) -> datetime | None:
    """The last moment of the link that ends next."""
    is_good = IssuedLink.expires_at >= now
    found: datetime | None = IssuedLink.select(peewee.fn.MIN(IssuedLink.expires_at)).where(is_good).scalar()
    return found
