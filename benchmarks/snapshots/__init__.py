"""How long a snapshot and its return take while clients call."""
