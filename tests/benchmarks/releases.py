"""Measures what a release costs, and carries registers from one database to another.

Run as `python -m tests.benchmarks.releases`, on a register of DATABASE_URL, such as an invented
one of a million agreements. With `--into`, the address of an empty database (more than once for
several), it fills each with the release, makes the next release there, and says whether the bytes
are the same. Each step has a process of its own, so that its memory is its own.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from time import perf_counter

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


def run(database, *arguments):
    """Run a command of manage.py on a database; print what it took, and return what it printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(MANAGE), *map(str, arguments)],
        env={**os.environ, **({"DATABASE_URL": database} if database else {})},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter() - start
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    *printed, memory = done.stdout.splitlines()
    print(f"{arguments[0]:14} {cpu:8.1f} CPU s {wall:8.1f} s {int(memory) // 1024:6} MB")
    return printed


# manage.py, and then the most memory that the process ever had, in kilobytes.
MEASURED = """
import resource, runpy, sys
sys.argv = sys.argv[1:]
sys.path.insert(0, sys.argv[0].rpartition("/")[0])
runpy.run_path(sys.argv[0], run_name="__main__")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main():
    """Release the register, and carry it where `--into` says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", action="append", default=[], help="Address of an empty database.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(run(None, "release", Path(folder) / "first")[-1])
        whole = sha256(made.read_bytes()).hexdigest()
        print(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB, {whole}")
        for number, database in enumerate(options.into):
            run(database, "migrate", "--verbosity", "0")
            print(*run(database, "load_release", made), sep="\n")
            again = Path(run(database, "release", Path(folder) / f"copy-{number}")[-1])
            is_same = again.read_bytes() == made.read_bytes()
            print("The same bytes" if is_same else f"OTHER BYTES: {again.name}")


if __name__ == "__main__":
    main()
