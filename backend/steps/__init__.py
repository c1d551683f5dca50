"""Steps that several use cases take, inside their transactions."""
