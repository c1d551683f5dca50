"""An order's files: drawn, kept, packed."""
