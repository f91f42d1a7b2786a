"""Tables of published data: which there are, and how their rows are read, thousands at a time."""
