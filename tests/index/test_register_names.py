"""The names of a process are those of the register, few or many, folded by whomever."""

import pytest

from agreements.index import register_names
from agreements.index.live_indexes import LiveIndexes
from agreements.models import Change, Institution, SearchText
from agreements.search.query import parse
from tests.factories import InstitutionFactory, NameFactory
from tests.folded import fold_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    """Return the function that gives the names of bodies that a process finds by words."""
    indexes = LiveIndexes()

    def find(query):
        with indexes.snapshot() as (taken, _release):
            matches = taken.matches(parse(query))
            docs = matches.terms[0].found[-1].of("institution")
            pks = matches.names.pks("institution", docs)
        names = Institution.objects.filter(pk__in=pks).values_list("name", flat=True)
        return sorted(names), matches.is_complete

    return find


def test_few_names_are_folded_by_whoever_reads_and_nothing_is_written(found):
    college = InstitutionFactory(name="Silk college")
    assert found("silk") == (["Silk college"], True)

    Institution.objects.filter(pk=college.pk).update(name="Cotton college")
    NameFactory(institution=InstitutionFactory(name="Other"), text="Cotton house")

    assert found("silk") == ([], True)
    assert found("cotton") == (["Cotton college", "Other"], True)
    assert not SearchText.objects.exists()


def test_names_of_many_wait_until_they_are_folded(found, monkeypatch):
    InstitutionFactory(name="Silk college")
    found("silk")
    monkeypatch.setattr(register_names, "MAX_FOLDED", 0)
    InstitutionFactory(name="Silk house")

    assert found("silk") == (["Silk college"], False)
    fold_everything()
    assert found("silk") == (["Silk college", "Silk house"], True)


def test_all_names_are_read_anew_where_nobody_can_tell_which_have_changed(found, monkeypatch):
    InstitutionFactory(name="Silk college")
    fold_everything()
    found("silk")
    monkeypatch.setattr(register_names, "MAX_FOLDED", 0)
    InstitutionFactory(name="Silk house")
    Change.objects.all().delete()
    InstitutionFactory(name="Silk road")

    assert found("silk")[1] is False
    fold_everything()
    assert found("silk") == (["Silk college", "Silk house", "Silk road"], True)


def test_record_that_is_gone_is_not_found(found):
    InstitutionFactory(name="Silk college").delete()
    InstitutionFactory(name="Silk house")

    assert found("silk") == (["Silk house"], True)
