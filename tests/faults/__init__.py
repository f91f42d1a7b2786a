"""What a register survives: faults are done to servers of its own, and what was lost is counted."""
