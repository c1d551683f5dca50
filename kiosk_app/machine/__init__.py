"""The machine's rules. Standard library only; time is an argument."""
