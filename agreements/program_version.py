"""Which version of the program this is."""

import tomllib
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


@cache
def version() -> str:
    """Return the version of the program: "0.1.0"."""
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]
