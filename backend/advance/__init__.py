"""Letting time pass: what lies ahead, the way there, and what happened on it."""
