"""One complete sale by the real programs, driven over their control channels and written down."""
