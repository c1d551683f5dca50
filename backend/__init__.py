"""The rehearsal's server: the documented API, the shopper's phone page and the lab."""
