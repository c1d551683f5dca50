"""The lab's calls of a gate before a foreign server: faults changed and evidence read while it runs."""
