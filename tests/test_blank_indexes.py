"""A register that begins with copies of what is blank holds what one that reads all of it does."""

import pytest

from agreements.index import codec, index_files
from agreements.index.register_index import RegisterIndex
from tests import blank_indexes
from tests.factories import PartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_all(monkeypatch):
    """Return the function that reads a register as a whole."""

    def read_all():
        with monkeypatch.context() as patch:
            patch.setattr(RegisterIndex, "_build_one", blank_indexes.read_one)
            return held()

    return read_all


def held():
    """Return all that a register holds now, as it would be filed."""
    return b"".join(codec.Writer(index_files.KNOWN).parts(RegisterIndex()))


def test_copies_hold_what_is_read(read_all):
    nothing = [held(), held()]
    is_blank = {"agreement", "institution"} <= blank_indexes.READ.keys()
    nothing_read = read_all()
    PartyFactory()

    assert (is_blank, nothing) == (True, [nothing_read] * 2)
    assert held() == read_all() != nothing_read


def test_copy_that_took_in_a_record_is_no_blank(read_all):
    register = RegisterIndex()
    agreement = PartyFactory().agreement
    register.take_in(register.unseen())
    agreement.delete()

    assert len(register.indexes["agreement"]) == 1
    assert held() == read_all()
