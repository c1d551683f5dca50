"""The shopper's phone."""
