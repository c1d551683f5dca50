"""Why the journal can't do what is asked."""


class InUse(Exception):
    """Another program holds the file; a repeat may succeed."""
