"""The station at work, without Qt: the feed of orders, claims, printing, status updates, memory and recovery."""
