"""The settings, with one more migration, which fails."""

from coop.settings import *  # noqa: F403

MIGRATION_MODULES = {"agreements": "tests.changes.failing_migrations"}
