#!/usr/bin/env python
"""The register's command line; `demo` runs without any settings of your own."""

import os
import secrets
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from agreements.first_line import first_line
from agreements.program_version import version
from agreements.room import with_room

ENV_FILE = Path(os.environ.get("ENV_FILE", Path(__file__).resolve().parent / ".env"))
DEMO_SETTINGS = """\
# Settings of a register that only this machine reaches, made by `manage.py demo`.
SECRET_KEY={key}
ALLOWED_HOSTS=127.0.0.1,localhost
HTTPS_ONLY=False
# Who keeps this register, and an e-mail or https address of theirs, for the foot of every page:
# KEEPER=
# KEEPER_ADDRESS=
"""


def write_demo_settings():
    """Write a file of settings, which other commands read too, unless there are any already."""
    if ENV_FILE.exists() or "SECRET_KEY" in os.environ:
        return
    with open(os.open(ENV_FILE, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(DEMO_SETTINGS.format(key=secrets.token_urlsafe(50)))


def main():
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coop.settings")
    if sys.argv[1:2] == ["demo"]:
        write_demo_settings()
    try:
        if sys.argv[1:] == ["--version"]:
            print(f"coop {version()}")  # noqa: T201, it was asked for
        else:
            with_room(execute_from_command_line)(sys.argv)
    except (ImproperlyConfigured, OperationalError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(sentence_of(error))


def sentence_of(error):
    """Return what a setting that is wrong, or a database that does not answer, is told by."""
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    return f"The database of DATABASE_URL does not answer, or refuses: {first_line(error)}"


if __name__ == "__main__":
    main()
