"""Artwork: what a shopper designed, drawn at the size and resolution at which it is printed."""
