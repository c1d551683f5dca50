"""The OpenAPI document of the surface, and its page."""
