"""The ledger of money and goods: every change is judged, and the moments at which the two parted are kept."""
