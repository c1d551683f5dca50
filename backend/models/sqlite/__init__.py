"""What is SQLite's own. On another database these modules would be written anew, and no others."""
