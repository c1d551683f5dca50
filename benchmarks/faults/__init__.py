"""What faults cost that match nothing: throughput of a running server with twenty of them, and without any."""
