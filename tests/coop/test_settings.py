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
KEPT = {"KEEPER": "A college", "KEEPER_ADDRESS": "register@coop.example"}
ADDRESS_ADVICE = "KEEPER_ADDRESS must be an e-mail address, or an address that begins with https://"
LICENCE_ADVICE = (
    "DATA_LICENCE and DATA_LICENCE_URL are the name and the address of one licence: "
    "set both or neither."
)
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
        (
            {**PRODUCTION, **KEPT, "KEEPER_ADDRESS": "javascript:alert(1)"},
            f"{ADDRESS_ADVICE}, not 'javascript:alert(1)'.",
        ),
        (
            {**PRODUCTION, **KEPT, "KEEPER_ADDRESS": "http://coop.example/"},
            f"{ADDRESS_ADVICE}, not 'http://coop.example/'.",
        ),
        (
            {**PRODUCTION, **KEPT, "KEEPER_ADDRESS": "mailto:register@coop.example"},
            f"{ADDRESS_ADVICE}, not 'mailto:register@coop.example'.",
        ),
        (
            {**PRODUCTION, **KEPT, "KEEPER": " "},
            "KEEPER is missing: KEEPER_ADDRESS says how to reach whoever keeps the register; "
            "give their name too.",
        ),
        (
            {**PRODUCTION, "EMAIL_HOST": "mail.coop.example"},
            "EMAIL_FROM must be the e-mail address that letters come from, where EMAIL_HOST names "
            "a server to send them, not ''.",
        ),
        (
            {**PRODUCTION, "EMAIL_USE_TLS": "yes"},
            "EMAIL_USE_TLS must be True or False, not 'yes'.",
        ),
        ({**PRODUCTION, "DATA_LICENCE": "CC0 1.0"}, LICENCE_ADVICE),
        ({**PRODUCTION, "DATA_LICENCE_URL": "https://coop.example/terms"}, LICENCE_ADVICE),
        (
            {**PRODUCTION, "DATA_LICENCE": "Ours", "DATA_LICENCE_URL": "javascript:alert(1)"},
            "DATA_LICENCE_URL must be an address that begins with https://, "
            "not 'javascript:alert(1)'.",
        ),
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
        "keeper behind a script",
        "keeper without HTTPS",
        "keeper as a link to mail",
        "address without a keeper",
        "mail from nobody",
        "EMAIL_USE_TLS yes",
        "licence without its address",
        "address without its licence",
        "licence behind a script",
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
    ended = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, **KEPT)

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        0,
        "System check identified no issues (0 silenced).\n",
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
        "System check identified 1 issue (0 silenced).\n",
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
        "second_writer": "database is locked",
    }


def test_environment_rules_over_the_file_of_settings(tmp_path):
    file = tmp_path / ".env"
    file.write_text("SECRET_KEY=of-the-file\nALLOWED_HOSTS=file.example\n")
    program = "from coop import settings; print(settings.SECRET_KEY, *settings.ALLOWED_HOSTS)"

    ended = run("-c", program, ENV_FILE=str(file), SECRET_KEY="of-the-environment")

    assert ended.stdout == "of-the-environment file.example\n"
