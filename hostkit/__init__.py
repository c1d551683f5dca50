"""What every program of ours needs of its computer: folders, the lab's token, console, control channel, store."""
