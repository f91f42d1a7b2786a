import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

SECRETS = {"SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP"}
PRODUCTION = {**SECRETS, "ALLOWED_HOSTS": "coop.example, www.coop.example"}
ADVICE = (
    "Set it in the environment, or set DEBUG=True on a machine that nobody else can reach. "
    "`manage.py demo` needs neither."
)
PRAGMAS = """
import json, sqlite3, django
django.setup()
from django.db import connection, transaction

def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]

found = {name: pragma(name) for name in
         ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}
with transaction.atomic():
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        found["second_writer"] = str(error)
    other.close()
print(json.dumps(found))
"""


def run(*arguments, **environment):
    """Run Python in the project with this environment and nothing else."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"ENV_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, f"SECRET_KEY is missing: a long random text that signs sessions. {ADVICE}"),
        (
            {"SECRET_KEY": "", "ALLOWED_HOSTS": "coop.example"},
            f"SECRET_KEY is missing: a long random text that signs sessions. {ADVICE}",
        ),
        (
            SECRETS,
            "ALLOWED_HOSTS is missing: the names this register answers to, separated by commas. "
            f"{ADVICE}",
        ),
        ({"DEBUG": "yes"}, "DEBUG must be True or False, not 'yes'."),
        ({"DEBUG": "true"}, "DEBUG must be True or False, not 'true'."),
        ({"DEBUG": ""}, "DEBUG must be True or False, not ''."),
        ({**PRODUCTION, "HTTPS_ONLY": "1"}, "HTTPS_ONLY must be True or False, not '1'."),
        ({**PRODUCTION, "BEHIND_PROXY": "on"}, "BEHIND_PROXY must be True or False, not 'on'."),
    ],
    ids=[
        "nothing set",
        "empty secret",
        "no host list",
        "DEBUG yes",
        "DEBUG in lower case",
        "DEBUG empty",
        "HTTPS_ONLY as a digit",
        "BEHIND_PROXY on",
    ],
)
def test_start_stops_with_a_sentence(environment, sentence):
    ended = run("manage.py", "check", **environment)

    assert ended.returncode == 1
    assert (
        ended.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {sentence}"
    )


def test_start_in_debug_needs_nothing_else():
    ended = run("manage.py", "check", DEBUG="True")

    assert (ended.returncode, ended.stderr) == (0, "")


def test_deploy_check_in_production_has_no_warning():
    ended = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        0,
        "System check identified no issues (0 silenced).\n",
        "",
    )


def test_hosts_are_read_without_spaces():
    script = "from django.conf import settings; print(settings.ALLOWED_HOSTS)"

    ended = run("-c", script, DJANGO_SETTINGS_MODULE="coop.settings", **PRODUCTION)

    assert ended.stdout == "['coop.example', 'www.coop.example']\n"


def test_sqlite_file_waits_for_its_turn_and_keeps_links(tmp_path):
    ended = run(
        "-c",
        PRAGMAS,
        DJANGO_SETTINGS_MODULE="coop.settings",
        DEBUG="True",
        DATABASE_URL=f"sqlite:///{tmp_path / 'db.sqlite3'}",
    )

    assert json.loads(ended.stdout) == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "busy_timeout": 20000,
        "second_writer": "database is locked",
    }


def test_environment_rules_over_the_file_of_settings(tmp_path):
    file = tmp_path / ".env"
    file.write_text("SECRET_KEY=of-the-file\nALLOWED_HOSTS=file.example\n")
    program = "from coop import settings; print(settings.SECRET_KEY, *settings.ALLOWED_HOSTS)"

    ended = run("-c", program, ENV_FILE=str(file), SECRET_KEY="of-the-environment")

    assert ended.stdout == "of-the-environment file.example\n"
