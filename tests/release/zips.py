"""Releases for tests, also ones that somebody meddled with, and emptied registers."""

from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection

from agreements.release.making import make_release
from agreements.release.released import released_tables
from agreements.release.shelf import SUMS


def contents(path):
    """Return {name: bytes} of what is in a zip."""
    with ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def with_sums(files):
    """Return the files of a release with sums that are right."""
    others = {name: data for name, data in files.items() if name != SUMS}
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in others.items())
    return {**others, SUMS: sums.encode()}


def write(path, files):
    with ZipFile(path, "w", ZIP_DEFLATED) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return path


def empty_register():
    """Delete every row of every table; what was deferred is looked at now."""
    connection.check_constraints()
    for table in reversed(released_tables()):
        _unlink(table)
    for table in reversed(released_tables()):
        table.model._base_manager.all()._raw_delete("default")
    connection.check_constraints()


def _unlink(table):
    """Empty the links of a table's rows to one another."""
    own = {column.holds.attname: None for column in table.columns if column.target is table.model}
    if own:
        table.model._base_manager.update(**own)


def released(folder):
    """Make a release in a folder, empty the register, and return the release's path."""
    path = make_release(folder)
    empty_register()
    return path
