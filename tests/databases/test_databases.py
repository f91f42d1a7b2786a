"""What tells the two databases apart is asked of both in the same words."""

import inspect
import threading

import pytest
from django.db import OperationalError, connection

from agreements import databases
from agreements.models import Sector
from tests.databases.states import written_by_another
from tests.factories import SectorFactory


def signatures(module):
    """Return {name: number of parameters} of the public functions of a module."""
    return {
        name: len(inspect.signature(found).parameters)
        for name, found in vars(module).items()
        if inspect.isfunction(found)
        and found.__module__ == module.__name__
        and not name.startswith("_")
    }


@pytest.mark.parametrize("modules", [databases.MODULES, databases.BULK, databases.FILES])
def test_both_have_the_same_functions(modules):
    sqlite, postgresql = modules.values()

    assert signatures(sqlite) == signatures(postgresql)


@pytest.mark.django_db(transaction=True)
def test_reading_within_a_transaction_is_of_one_state():
    SectorFactory(name="before")

    def rename():
        Sector.objects.update(name="after")
        connection.close()

    with databases.of(connection).read_transaction(connection):
        before = Sector.objects.get().name
        writer = threading.Thread(target=rename)
        writer.start()
        writer.join()
        still = Sector.objects.get().name

    assert (before, still, Sector.objects.get().name) == ("before", "before", "after")


@pytest.mark.django_db(transaction=True)
def test_write_after_reading_is_an_ordinary_one():
    with databases.of(connection).read_transaction(connection):
        Sector.objects.count()

    SectorFactory(name="written")

    assert Sector.objects.get().name == "written"


@pytest.mark.django_db(transaction=True)
def test_write_gives_up_where_another_one_lasts():
    database = databases.of(connection)

    with (
        written_by_another(),
        pytest.raises(OperationalError) as waited,
        database.wait_at_most(connection, 100),
    ):
        SectorFactory()

    assert database.is_busy(waited.value)


@pytest.mark.django_db
def test_other_errors_are_no_waiting():
    with pytest.raises(Exception, match="nowhere") as failed, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM nowhere")

    assert not databases.of(connection).is_busy(failed.value)
