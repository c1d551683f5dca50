"""Events to the manufacturer: an outbox written with the change, signed, delivered and retried."""
