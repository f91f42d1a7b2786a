"""A setting that is wrong ends the start with one sentence."""

import re

import pytest

from agreements.database_address import FORMS
from tests.coop.starts import KEPT, PRODUCTION, SECRETS, run

ADVICE = (
    "Set it in the environment, or set DEBUG=True on a machine that nobody else can reach. "
    "`manage.py demo` needs neither."
)
ADDRESS_ADVICE = "KEEPER_ADDRESS must be an e-mail address, or an address that begins with https://"
LICENCE_ADVICE = (
    "DATA_LICENCE and DATA_LICENCE_URL are the name and the address of one licence: "
    "set both or neither."
)
HOST_ADVICE = (
    "ALLOWED_HOSTS must be names of hosts, separated by commas, without https:// and without a port"
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
        (
            {**PRODUCTION, "ALLOWED_HOSTS": "https://coop.example"},
            f"{HOST_ADVICE}, not 'https://coop.example'.",
        ),
        (
            {**PRODUCTION, "ALLOWED_HOSTS": "coop.example:8000"},
            f"{HOST_ADVICE}, not 'coop.example:8000'.",
        ),
        ({**PRODUCTION, "ALLOWED_HOSTS": "coop.example,"}, f"{HOST_ADVICE}, not ''."),
        (
            {**PRODUCTION, "MAX_WRITERS": "three"},
            "MAX_WRITERS must be a whole number from 1 to 1000, not 'three'.",
        ),
        (
            {**PRODUCTION, "MAX_WRITERS": "0"},
            "MAX_WRITERS must be a whole number from 1 to 1000, not '0'.",
        ),
        (
            {**PRODUCTION, "EMAIL_PORT": "65536"},
            "EMAIL_PORT must be a whole number from 1 to 65535, not '65536'.",
        ),
        (
            {**PRODUCTION, "DATABASE_URL": "db.sqlite3"},
            f"DATABASE_URL must have the form {FORMS}.",
        ),
        (
            {**PRODUCTION, "DATABASE_URL": "mysql://editor:secret@host/coop"},
            f"DATABASE_URL must have the form {FORMS}; nothing here reads mysql://.",
        ),
        (
            {**PRODUCTION, "DATABASE_URL": "postgres://editor:secret@host/"},
            "DATABASE_URL must name the database after the host: "
            "postgres://user:password@host/name.",
        ),
        (
            {**PRODUCTION, "DATABASE_URL": "postgres://editor:secret@host:99999/coop"},
            "DATABASE_URL must have a port from 1 to 65535 behind the host, or none.",
        ),
        (
            {**PRODUCTION, "DATABASE_URL": "sqlite://register.sqlite3"},
            "DATABASE_URL must name a file after three strokes, four where the path begins at the "
            "root: sqlite:////folder/file.sqlite3.",
        ),
        (
            {**PRODUCTION, "DATABASE_REPLICA_URL": "postgres://reader:secret@standby/coop"},
            "DATABASE_REPLICA_URL needs PostgreSQL, there and in DATABASE_URL: SQLite has no "
            "standbys.",
        ),
        (
            {
                **PRODUCTION,
                "DATABASE_URL": "postgres://editor:secret@host/coop",
                "DATABASE_REPLICA_URL": "sqlite:////standby.sqlite3",
            },
            "DATABASE_REPLICA_URL needs PostgreSQL, there and in DATABASE_URL: SQLite has no "
            "standbys.",
        ),
        (
            {**PRODUCTION, "HSTS_PRELOAD": "True"},
            "HSTS_PRELOAD needs HSTS_SUBDOMAINS=True: browsers take no host without its "
            "subdomains into their lists.",
        ),
        (
            {**PRODUCTION, "HSTS_SUBDOMAINS": "True", "HTTPS_ONLY": "False"},
            "HSTS_SUBDOMAINS needs HTTPS_ONLY=True.",
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
        "host with a scheme",
        "host with a port",
        "host that is empty",
        "number in words",
        "number too small",
        "number too large",
        "database without a scheme",
        "database that nothing reads",
        "database without a name",
        "database with a wrong port",
        "database file with two strokes",
        "replica of a file",
        "replica that is a file",
        "preload without subdomains",
        "subdomains without HTTPS",
    ],
)
def test_start_stops_with_a_sentence(environment, sentence):
    ended = run("manage.py", "check", **environment)

    assert ended.returncode == 1
    assert ended.stderr == f"{sentence}\n"


def test_server_that_cannot_start_says_why_in_a_sentence():
    ended = run("-c", "import coop.wsgi", **SECRETS, ALLOWED_HOSTS="a b")

    assert (ended.returncode, ended.stderr) == (3, f"{HOST_ADVICE}, not 'a b'.\n")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("sqlite:////no/such/folder/db.sqlite3", r"unable to open database file\."),
        (
            "postgres://editor:secret@/coop?host=/no/such/folder",
            r'.*on socket "/no/such/folder/\.s\.PGSQL\.5432" failed: No such file or directory\.',
        ),
    ],
)
def test_command_without_its_database_says_so_in_a_sentence(address, told):
    ended = run("manage.py", "fold_names", **PRODUCTION, DATABASE_URL=address)

    assert ended.returncode == 1
    assert re.fullmatch(
        f"The database of DATABASE_URL does not answer, or refuses: {told}\n", ended.stderr
    )
