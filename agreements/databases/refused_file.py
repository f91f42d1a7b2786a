"""What tells that a whole database could not be written to a file, or read from one."""


class RefusedFile(Exception):  # noqa: N818, it is no error of the program
    """A database was not written to a file, or not read from one; its sentence says why."""
