"""How the processes' memory grows over many calls: `make bench-memory`."""
