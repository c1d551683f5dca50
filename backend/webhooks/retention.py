"""How long the delivery log remembers."""

from datetime import timedelta

from backend.models.queries.webhooks import is_any_old, remove_old
from backend.world.environment import Environment

OLDEST = timedelta(days=7)
"""On the lab's clock, since a message was last due."""
MOST = 10_000
"""Messages that are kept beside those still pending."""


def prune(environment: Environment, most: int = MOST) -> int:
    """Forget what was delivered or given up long ago, and what is beyond the newest. Returns the number of messages."""
    before = environment.now - OLDEST
    with environment.store.reading():
        if not is_any_old(before, most):
            return 0  # without asking for the writer lock, since this runs all the time
    with environment.store.writing():
        return remove_old(before, most)
