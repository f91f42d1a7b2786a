import json

import pytest

from agreements.program_version import version
from tests.coop.starts import KEPT, PRODUCTION, run

KEEPING = """
from django.conf import settings
print(settings.KEEPER, settings.KEEPER_ADDRESS, settings.DATA_LICENCE, settings.DATA_LICENCE_URL,
      sep="|")
"""
PRAGMAS = """
import json, sqlite3, django
django.setup()
from django.db import connection, transaction

def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]

found = {name: pragma(name) for name in
         ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "cache_size")}
with transaction.atomic():
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        found["second_writer"] = str(error)
    other.close()
print(json.dumps(found))
"""


def test_version_is_told_without_any_settings():
    ended = run("manage.py", "--version")

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"coop {version()}\n", "")


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "31536000 False False"),
        ({"HSTS_SUBDOMAINS": "True"}, "31536000 True False"),
        ({"HSTS_SUBDOMAINS": "True", "HSTS_PRELOAD": "True"}, "31536000 True True"),
        ({"HTTPS_ONLY": "False"}, "0 False False"),
    ],
)
def test_https_of_other_hosts_is_the_keepers_choice(environment, told):
    script = (
        "from django.conf import settings; print(settings.SECURE_HSTS_SECONDS,"
        " settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD)"
    )

    ended = run("-c", script, DJANGO_SETTINGS_MODULE="coop.settings", **PRODUCTION, **environment)

    assert ended.stdout == f"{told}\n"


def test_start_in_debug_needs_nothing_else():
    ended = run("manage.py", "check", DEBUG="True")

    assert (ended.returncode, ended.stderr) == (0, "")


def test_deploy_check_in_production_has_no_warning():
    ended = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, **KEPT)

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        0,
        "System check identified no issues (2 silenced).\n",
        "",
    )


def test_deploy_check_reminds_of_the_keeper_and_does_not_fail():
    ended = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        0,
        "",
        "System check identified some issues:\n\nINFOS:\n"
        "?: (agreements.I001) No page says who keeps this register.\n"
        "\tHINT: Set KEEPER to a name, and KEEPER_ADDRESS to an e-mail or https address.\n\n"
        "System check identified 1 issue (2 silenced).\n",
    )


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "||CC BY 4.0|https://creativecommons.org/licenses/by/4.0/"),
        (
            {**KEPT, "DATA_LICENCE": "", "DATA_LICENCE_URL": " "},
            "A college|register@coop.example|"
            "CC BY 4.0|https://creativecommons.org/licenses/by/4.0/",
        ),
        (
            {
                "KEEPER": " Управление ",
                "KEEPER_ADDRESS": "https://coop.example/о-нас",
                "DATA_LICENCE": "Our terms",
                "DATA_LICENCE_URL": "https://coop.example/terms",
            },
            "Управление|https://coop.example/о-нас|Our terms|https://coop.example/terms",
        ),
    ],
    ids=["nothing set", "keeper set, licence empty", "all set"],
)
def test_keeper_and_licence_are_read(environment, expected):
    ended = run(
        "-X",
        "utf8",
        "-c",
        KEEPING,
        DJANGO_SETTINGS_MODULE="coop.settings",
        **PRODUCTION,
        **environment,
    )

    assert (ended.stdout.strip(), ended.stderr) == (expected, "")


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
        "cache_size": -16384,
        "second_writer": "database is locked",
    }


def test_environment_rules_over_the_file_of_settings(tmp_path):
    file = tmp_path / ".env"
    file.write_text("SECRET_KEY=of-the-file\nALLOWED_HOSTS=file.example\n")
    program = "from coop import settings; print(settings.SECRET_KEY, *settings.ALLOWED_HOSTS)"

    ended = run("-c", program, ENV_FILE=str(file), SECRET_KEY="of-the-environment")

    assert ended.stdout == "of-the-environment file.example\n"
