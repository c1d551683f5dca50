"""What is written beside each change, in its transaction: the numbered event and the webhooks' messages."""
