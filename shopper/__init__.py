"""Plays the customer's phone over HTTP: scans, designs and sends the order, for every new session."""
