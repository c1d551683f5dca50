"""The station's window, one widget a file."""
