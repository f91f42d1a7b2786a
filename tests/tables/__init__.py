"""Tables of published data, and how their rows are read."""
