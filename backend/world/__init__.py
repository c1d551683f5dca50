"""What all calls of one backend share: collaborators, the lab's clock, faults, and the world that snapshots replace."""
