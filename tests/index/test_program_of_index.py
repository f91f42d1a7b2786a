"""Which program wrote an index is told by all that decides what is in it."""

from agreements.index import index_files
from agreements.index.index_files import program
from agreements.models.alphabets import KEYS


def test_program_is_another_with_other_libraries(monkeypatch):
    before = program.__wrapped__()
    monkeypatch.setattr(index_files, "version", lambda _library: "0.0")

    assert program.__wrapped__() != before


def test_program_is_another_with_a_language_more(monkeypatch):
    before = program.__wrapped__()
    monkeypatch.setitem(KEYS, "uz-cyrl", KEYS["uz"])

    assert program.__wrapped__() != before
