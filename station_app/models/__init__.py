"""Qt item models over the station's state: ids in a list, rows in a dict, one change signal a state."""
