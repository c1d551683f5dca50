"""The vending machine: its screen, its payment hardware, and what it remembers."""
