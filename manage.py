#!/usr/bin/env python
"""The register's command line; `demo` runs without any settings of your own."""

import os
import secrets
import sys

from django.core.management import execute_from_command_line

DEMO_ENVIRONMENT = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "127.0.0.1,localhost",
    "HTTPS_ONLY": "False",
}


def main():
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coop.settings")
    if sys.argv[1:2] == ["demo"]:
        for name, value in DEMO_ENVIRONMENT.items():
            os.environ.setdefault(name, value)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
