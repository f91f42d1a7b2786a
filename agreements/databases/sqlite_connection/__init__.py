"""Django's own SQLite, which notices that another file was put in the place of its own."""
