"""Data formats of records and of lists, a module each: a new one needs no other file changed.

A module that has a FORMAT serves it, at the address of the page with an extension for its slash:
`/agreements/AG-0001.jsonld`, `/agreements.jsonld?sector=forestry`.
"""

from importlib import import_module
from pkgutil import iter_modules

from .format import Format

MODULES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
FORMATS: dict[str, Format] = {
    module.FORMAT.extension: module.FORMAT for module in MODULES if hasattr(module, "FORMAT")
}
