"""The gate before a server: a small TCP proxy that can lose, hold, cut, delay and repeat what passes."""
