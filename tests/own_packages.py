"""What tests need and the register does not: `uv run pytest` fetches it, nothing else does.

Whoever only looks at a register gets pytest alone, and no driver of browsers.
"""

import os
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
GROUP = "test"


def missing():
    """Return the names of packages of the tests that are not installed."""
    wanted = tomllib.loads(PROJECT.read_text())["dependency-groups"][GROUP]
    names = [requirement.partition(">=")[0] for requirement in wanted]
    return [name for name in names if not is_installed(name)]


def is_installed(name):
    """Return whether a package is there."""
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def fetch(pluginmanager):
    """Begin the run anew with the packages of the tests, by the uv that began it."""
    uv = os.environ.get("UV")
    if uv is None:
        raise pytest.UsageError(
            f"The tests need packages that are not here: {', '.join(missing())}. "
            f"`uv sync --group {GROUP}` installs them."
        )
    # What pytest writes goes to a file by now; the new run is to write where this one was to.
    pluginmanager.getplugin("capturemanager").stop_global_capturing()
    os.execv(uv, [uv, "run", "--group", GROUP, "pytest", *sys.argv[1:]])  # noqa: S606
