"""A register that was moved is the same, whichever kind of database holds it."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections

from agreements import databases
from agreements.changes import triggers
from agreements.models import AccountLanguage, Agreement, Change
from agreements.operations.moving import TARGET, move, target
from agreements.operations.whole_tables import sums
from tests.admin.codes import with_code
from tests.factories import AgreementFactory
from tests.servers import address_of_database

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("other_databases"),
]


@pytest.fixture
def address(tmp_path):
    """Return the address of an empty database."""
    return f"sqlite:///{tmp_path / 'new.sqlite3'}"


def silent(done, total):
    """Show nothing of how far it is."""


def refusal(address):
    with pytest.raises(CommandError) as caught:
        call_command("move", to=address)
    assert str(caught.value).endswith(" Nothing was moved.")
    return str(caught.value).removesuffix(" Nothing was moved.")


def test_moved_register_is_the_same(address, register, django_user_model, capsys):
    admin = django_user_model.objects.create_superuser("admin", password="a long one")
    AccountLanguage.objects.create(account=admin, language="ru")
    with_code(admin)
    # A number that was given once is not given again.
    AgreementFactory().delete()
    numbers = databases.bulk_of(connection).numbering(connection)
    before = sums("default")

    call_command("move", to=address)

    count = sum(one.count for one in before.values())
    assert capsys.readouterr().out == (
        f"Moved: {count:,} rows, all tables compared. Set DATABASE_URL to the new address, and "
        "start the server anew.\n"
    )
    with target(address):
        moved = connections[TARGET]
        assert sums(TARGET) == before
        assert databases.bulk_of(moved).numbering(moved) == numbers
        assert triggers.missing(moved) == []
        assert Change.objects.using(TARGET).revision() == Change.objects.revision()
        with moved.cursor() as cursor:
            cursor.execute("INSERT INTO agreements_country (code, name) VALUES ('QQ', 'Nowhere')")
        newest = Change.objects.using(TARGET).order_by("-pk").values_list("noun", flat=True)
        assert newest[0] == "country"
    assert sums("default") == before


def test_move_that_breaks_off_leaves_nothing_and_can_be_begun_anew(address, register):
    def stop(done, total):
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(address, stop)

    with target(address):
        assert Agreement.objects.using(TARGET).count() == 0
        assert triggers.missing(connections[TARGET]) == []
    move(address, silent)
    with target(address):
        assert sums(TARGET) == sums("default")


def test_register_that_is_there_is_not_written_over(address, agreement):
    move(address, silent)

    assert refusal(address) == "The database of --to holds countries already: name an empty one."


def test_register_is_not_moved_into_itself(agreement):
    assert refusal(address_of_database()) == "--to names the database in which the register is."


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "mysql://localhost/coop",
            "--to must have the form postgres://user:password@host/name or "
            "sqlite:////folder/file.sqlite3; nothing here reads mysql://.",
        ),
        ("sqlite:////no/such/folder/new.sqlite3", "unable to open database file."),
    ],
)
def test_address_that_leads_nowhere_is_told(address, sentence):
    assert refusal(address) == sentence


def test_register_goes_there_and_comes_back(address, register, postgresql):
    """From PostgreSQL to SQLite, and by a process of its own into another one of PostgreSQL."""
    name = f"{connection.settings_dict['NAME']}_moved"
    other = urlsplit(address_of_database())._replace(path=f"/{name}").geturl()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        move(address, silent)
        subprocess.run(
            [sys.executable, "manage.py", "move", "--to", other],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": address},
            capture_output=True,
            check=True,
        )
        with target(other):
            assert sums(TARGET) == sums("default")
            assert triggers.missing(connections[TARGET]) == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")
