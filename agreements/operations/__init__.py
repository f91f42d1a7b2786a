"""What whoever keeps a server does with a register as a whole: back it up, restore it, move it."""
