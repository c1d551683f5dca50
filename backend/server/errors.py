"""Why a backend doesn't start."""


class CannotStart(Exception):
    """One sentence for the person at the terminal: what is wrong and what to do."""
