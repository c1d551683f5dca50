"""Snapshots of the whole world: the database, its files, and the share of each program that is connected."""
