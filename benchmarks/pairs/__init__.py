"""What a call costs in this tree beside an earlier one: `make bench-pairs BASE=<commit>`."""
