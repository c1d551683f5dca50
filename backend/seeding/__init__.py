"""What a new database holds."""
