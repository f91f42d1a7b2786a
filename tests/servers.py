"""Servers that tests start, on the database of the tests."""

import os
import socket
from urllib.parse import urlsplit

from django.db import connection


def free_port():
    """Return the number of a port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def address_of_database():
    """Return the DATABASE_URL of the database of the tests."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
