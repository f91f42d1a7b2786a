"""The change log: what was written, noted by the database itself."""
