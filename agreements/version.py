"""Which version of the program this is."""

import tomllib

from django.conf import settings


def version() -> str:
    """Return the version of the program: "0.1.0"."""
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]["version"]
