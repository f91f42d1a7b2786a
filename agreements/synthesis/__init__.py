"""A big invented register, shaped like the real one."""
