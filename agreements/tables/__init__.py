"""Tables of published data: what their columns are, and how rows are read."""
