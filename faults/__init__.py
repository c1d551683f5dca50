"""Faults on demand as pure rules: which calls one matches, which of those it hits, and what becomes of them then."""
