"""The rehearsal's server: the documented API, the shopper's calls and the lab."""
