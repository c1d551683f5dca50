"""What /health takes beside many who follow the lab's events: `make bench-followers`."""
