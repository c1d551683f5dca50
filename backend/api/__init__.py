"""The documented endpoints: each route is its path and one call of a service."""
