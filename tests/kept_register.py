"""The register that many tests begin with, written once; each is undone to where it began."""

from django.db import connection, transaction

from agreements.index.register_index import RegisterIndex
from agreements.lists import live
from tests import loading

# What commits, and so has nothing to be undone to.
COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences"}


def begins_with_it(item):
    """Return whether a test begins with the kept register."""
    mark = item.get_closest_marker("django_db")
    commits = mark and (mark.kwargs.get("transaction") or mark.kwargs.get("reset_sequences"))
    names = {*item.fixturenames}
    return "register" in names and not commits and not COMMITTING & names


class KeptRegister:
    """A transaction around those of tests, which holds the fixtures and the index made of them."""

    def __init__(self, blocker):
        self._blocker = blocker
        self._transaction = None
        self._index = None

    def open(self):
        """Load the fixtures and make their index, where that was not done yet."""
        if self._transaction:
            return
        with self._blocker.unblock():
            self._transaction = transaction.atomic()
            self._transaction.__enter__()
            loading.load(*loading.REGISTER)
            self._index = RegisterIndex()
            self._index.catch_up_with_names()

    def give(self):
        """Have a test begin with the numbers and the index that are those of the fixtures."""
        with connection.cursor() as cursor:
            for statement in loading.resets(loading.REGISTER):
                cursor.execute(statement)
        live.labels.follow(None)
        live.indexes._register = self._index.copied()

    def close(self):
        """Leave an empty database behind."""
        if not self._transaction:
            return
        with self._blocker.unblock():
            transaction.set_rollback(True)
            self._transaction.__exit__(None, None, None)
        self._transaction = self._index = None
