"""The lab's own API: it observes. What changes a session, an order or stock is documented elsewhere."""
