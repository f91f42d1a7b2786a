"""A small disk in memory, which can be filled, or made one to be read only."""

import os
import subprocess
from contextlib import contextmanager, suppress

BLOCK = bytes(4096)


class Disk:
    """A mounted file system; only root may mount one."""

    def __init__(self, folder, megabytes):
        self.folder, self._filler = folder, folder / "filler"
        self._mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs")

    def fill(self):
        """Leave no room."""
        number = os.open(self._filler, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        with suppress(OSError):
            while True:
                os.write(number, BLOCK)
        os.close(number)

    def free(self):
        """Leave room again."""
        self._filler.unlink(missing_ok=True)

    @contextmanager
    def full(self):
        """Be full within the block."""
        self.fill()
        try:
            yield
        finally:
            self.free()

    @contextmanager
    def read_only(self):
        """Take no writes within the block; nothing may have a file open for writing then."""
        self._mount("-o", "remount,ro")
        try:
            yield
        finally:
            self._mount("-o", "remount,rw")

    def remove(self):
        """Be gone, with all that is on it."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)

    def _mount(self, *options):
        subprocess.run(["mount", *options, str(self.folder)], check=True)
