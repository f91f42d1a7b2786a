"""What the register's pages cost, measured beside what they could cost."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coop.settings")
