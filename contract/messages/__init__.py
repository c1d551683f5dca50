"""Requests and answers of every endpoint as pydantic models, grouped as the guides group them."""
