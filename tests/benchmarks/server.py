"""Measures how many requests a second gunicorn answers; run by `pages.py`."""

import re
import shutil
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

from tests.servers import free_port

WORKERS = 2
THREADS = 4
SECONDS = 10
START = 300


def wait(address):
    """Wait until the server answers."""
    end = time.monotonic() + START
    while time.monotonic() < end:
        try:
            with urlopen(address) as response:
                return response.headers
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise TimeoutError(address)


def rate(address, *options):
    """Return the answers a second that wrk counts, the milliseconds of the middle one, and errors.

    An answer that took longer than two seconds is among the errors.
    """
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "--latency", *options, address]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    errors = re.search(r"Socket errors: (.*)", printed)
    latency, unit = re.search(r"50%\s+([0-9.]+)(us|ms|s)", printed).groups()
    return {
        "per_second": float(re.search(r"Requests/sec:\s+([0-9.]+)", printed)[1]),
        "ms": float(latency) * {"us": 0.001, "ms": 1, "s": 1000}[unit],
        "errors": errors[1] if errors else "",
    }


def resident(pid):
    """Return the bytes of memory of a process that no other process shares with it."""
    with open(f"/proc/{pid}/smaps_rollup") as lines:
        sizes = dict(line.split()[:2] for line in lines if line.startswith("Private"))
    return 1024 * sum(int(size) for size in sizes.values())


def measure(environment, queries):
    """Return {name: rate} of the pages under gunicorn, of their 304s too; None without wrk."""
    if not shutil.which("wrk"):
        return None
    root = f"http://127.0.0.1:{(port := free_port())}"
    command = [
        *(
            sys.executable,
            "-m",
            "gunicorn",
            "coop.wsgi",
            "--worker-class",
            "coop.worker.PatientWorker",
            "--preload",
            "--bind",
            f"127.0.0.1:{port}",
        ),
        *("--workers", str(WORKERS), "--threads", str(THREADS), "--log-level", "warning"),
    ]
    with subprocess.Popen(command, env=environment) as server:
        try:
            wait(f"{root}/readyz")
            found = {}
            for name, query in queries.items():
                page = f"{root}/agreements/?{query}"
                etag = wait(page)["ETag"]
                found[name] = rate(page)
                found[f"{name}, 304"] = rate(page, "-H", f"If-None-Match: {etag}")
            children = subprocess.run(
                ["pgrep", "-P", str(server.pid)], check=True, capture_output=True, text=True
            )
            found["private_bytes_per_worker"] = [resident(pid) for pid in children.stdout.split()]
        finally:
            server.terminate()
    return found
