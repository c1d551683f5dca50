"""The manufacturer's print station: it takes paid orders from the queue, prints them on a press, and says so."""
