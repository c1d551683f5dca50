"""Presses and their queue as pure rules: standard library only, and time is an argument."""
