"""What the file of a language says of its writing, beside how Django writes days in it."""

from django.utils.formats import get_format_modules


def habit(name: str, language: str, default: object) -> object:
    """Return what `formats.py` in the folder of a language has under a name."""
    said = (getattr(module, name, None) for module in get_format_modules(language))
    return next((value for value in said if value is not None), default)
