"""Faults on demand in the backend: which call is hit, what becomes of it, and how they are set."""
