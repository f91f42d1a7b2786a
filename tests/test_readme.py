"""What README tells people to type and to copy: that it is there, and is right."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from manage import DEMO_SETTINGS
from tests.conftest import skip_without
from tests.servers import address_of_database

README = (settings.BASE_DIR / "README.md").read_text()
LINES = re.findall(r"(?m)^    (\S.*)$", re.sub(r"(?ms)^```.*?^```$", "", README))
FILES = dict(
    re.findall(r"(?ms)`(/(?:etc|usr)/[^`\n]+)`(?:[^\n]|\n(?!\n))*\n\n```\w+\n(.*?)^```$", README)
)
MANAGE = re.compile(r"(?:uv run manage\.py|^coop) (.+)")
QUICK = {"check_register", "fold_names", "forget_contacts", "release"}
CERTIFICATE = "/etc/ssl/{}/coop.example.{}"


def told(pattern):
    """Return what a pattern finds in the lines of README, each once."""
    found = (re.search(pattern, line) for line in LINES)
    return sorted({match[1] for match in found if match})


def words_of(command):
    """Return the words of a command, up to where the shell sends what it prints."""
    words = shlex.split(command)
    return words[: words.index(">")] if ">" in words else words


def copied(folder, replaced=()):
    """Write the files that README has to a folder by their names; return their paths by theirs."""
    paths = {}
    for address, text in FILES.items():
        for old, new in replaced:
            text = text.replace(old, new)  # noqa: PLW2901, each is written as replaced
        paths[address] = folder / address.rpartition("/")[2]
        paths[address].write_text(text)
    return paths


def test_first_lines_are_the_commands_that_everybody_knows():
    assert "pip install uv && uv run manage.py demo" in LINES
    assert "pip install uv && uv run pytest" in LINES


@pytest.mark.parametrize("command", told(MANAGE.pattern))
def test_command_takes_what_it_is_given(command):
    name, *arguments = words_of(command)

    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)

    assert parser.parse_args(arguments) is not None


@pytest.mark.parametrize("module", told(r"uv run (?:--group \w+ )?python -m (\S+)"))
def test_module_is_there(module):
    assert importlib.util.find_spec(module) is not None


def test_groups_of_packages_are_there():
    groups = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["dependency-groups"]

    assert set(told(r"--group (\w+)")) - set(groups) == set()


@pytest.mark.parametrize("arguments", told(r"uv run pytest (.+)"))
def test_tests_are_there(arguments):
    paths = [word for word in arguments.split() if not word.startswith("-")]

    assert [path for path in paths if not (settings.BASE_DIR / path).exists()] == []


@pytest.mark.django_db(transaction=True)
def test_quick_commands_work_as_printed_after_the_demo(register, tmp_path):
    (tmp_path / ".env").write_text(DEMO_SETTINGS.format(key="of a test"))
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": address_of_database(),
        "ENV_FILE": str(tmp_path / ".env"),
        "RELEASES": str(tmp_path),
    }

    assert QUICK - set(told(MANAGE.pattern)) == set()
    for command in sorted(QUICK):
        done = subprocess.run(
            [sys.executable, "manage.py", command],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (command, done.returncode, done.stderr) == (command, 0, "")


def test_units_are_what_systemd_reads(tmp_path):
    analyze = shutil.which("systemd-analyze")
    skip_without("systemd-analyze", is_there=analyze is not None)
    program = ("/opt/coop/.venv/bin/gunicorn", sys.executable)
    paths = copied(tmp_path, [program, ("/opt/coop/.venv/bin/python", sys.executable)])
    hardening = FILES["/etc/systemd/system/coop-.service.d/hardening.conf"]
    services = [path for address, path in paths.items() if address.endswith(".service")]
    for service in services:
        folder = tmp_path / f"{service.name}.d"
        folder.mkdir()
        (folder / "hardening.conf").write_text(hardening)

    told_wrong = subprocess.run(
        [analyze, "verify", "--man=no", *services, tmp_path / "coop-nightly.timer"],
        capture_output=True,
        text=True,
        check=False,
    ).stderr

    assert len(services) == 2
    assert [line for line in told_wrong.splitlines() if "coop" in line] == []


def test_proxy_is_what_nginx_reads(tmp_path):
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    skip_without("nginx", is_there=nginx is not None and shutil.which("openssl") is not None)
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=coop.example",
            ),
            *("-keyout", key, "-out", certificate),
        ],
        capture_output=True,
        check=True,
    )
    names = [("certs", "pem", certificate), ("private", "key", key)]
    copied(tmp_path, [(CERTIFICATE.format(*name), str(path)) for *name, path in names])
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/errors; events {{}}\n"
        f"http {{ access_log off; include {tmp_path}/coop.conf; }}\n"
    )

    tested = subprocess.run(
        [nginx, "-t", "-c", whole, "-p", tmp_path], capture_output=True, text=True, check=False
    )

    assert "test is successful" in tested.stderr, tested.stderr
