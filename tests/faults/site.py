"""A register of its own that gunicorn serves, to which a fault is done."""

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from tests.servers import free_port

WORKERS, THREADS, START = 2, 4, 120


def environment(url, folder):
    """Return the environment of a server's process on a database."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "coop.settings",
        "SECRET_KEY": "known to everybody, for tests of faults only",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS_ONLY": "False",
        "ENV_FILE": os.devnull,
        "SNAPSHOTS": str(folder / "snapshots"),
        "RELEASES": str(folder / "releases"),
    }


def manage(url, folder, *arguments, check=True):
    """Run a command of the register, and return how it ended."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(
        command, env=environment(url, folder), check=check, capture_output=True, text=True
    )


class Site:
    """A server on a database, with its log in a file."""

    def __init__(self, url, folder):
        self.url, self.folder = url, folder
        self.port = free_port()
        self.root = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.process = None

    def start(self):
        """Start it, and wait until it is alive."""
        command = [
            *(sys.executable, "-m", "gunicorn", "coop.wsgi", "--preload", "--log-level", "warning"),
            *("--worker-class", "coop.worker.PatientWorker", "--bind", f"127.0.0.1:{self.port}"),
            *("--workers", str(WORKERS), "--threads", str(THREADS)),
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=environment(self.url, self.folder), stdout=log, stderr=log
            )
        end = time.monotonic() + START
        while self.status("/healthz") != 200:
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(self.log.read_text()[-2000:])
            time.sleep(0.2)

    def stop(self, by=signal.SIGTERM):
        """End the server, all its processes where that is by SIGKILL."""
        if self.process is None:
            return
        killed = [os.pidfd_open(one) for one in self.workers()] if by == signal.SIGKILL else []
        # First what would start others in the place of those that ended.
        self.process.send_signal(by)
        self.process.wait()
        self.process = None
        for worker in killed:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(worker, by)
            select.select([worker], [], [])
            os.close(worker)

    def workers(self):
        """Return the numbers of the processes that answer."""
        number = self.process.pid
        with open(f"/proc/{number}/task/{number}/children") as children:
            return [int(one) for one in children.read().split()]

    def resident(self):
        """Return the bytes of memory of all workers that no other process shares."""
        total = 0
        for worker in self.workers():
            with open(f"/proc/{worker}/smaps_rollup") as lines:
                total += sum(int(line.split()[1]) for line in lines if line.startswith("Private"))
        return 1024 * total

    def ask(self, path, seconds=30):
        """Return (status, text) of a page; 599 where no answer came."""
        try:
            with urlopen(self.root + path, timeout=seconds) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except (OSError, HTTPException) as error:
            return 599, str(error)

    def status(self, path, seconds=30):
        """Return the status of a page."""
        return self.ask(path, seconds)[0]

    def finds(self, word, seconds=30):
        """Return whether a word is found in a title, once names had time to be folded."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if f">{word}" in self.ask(f"/agreements/?q={quote(word)}")[1].replace("<mark>", ""):
                return True
            time.sleep(0.5)
        return False


@contextmanager
def served(url, folder):
    """Serve a register within the block."""
    site = Site(url, folder)
    site.start()
    try:
        yield site
    finally:
        site.stop()
