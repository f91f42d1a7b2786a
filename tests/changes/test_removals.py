"""Records that were removed: which they are, and what comes back with each."""

import pytest

from agreements.changes import removals as module
from agreements.changes.edits import edit
from agreements.changes.removals import put_back, removals, removed_record
from agreements.changes.undo import Refused
from agreements.models import Edit, Name, Party, Sector
from tests.changes.moments import copies, without_moments
from tests.factories import AgreementFactory, NameFactory, PartyFactory, SectorFactory

pytestmark = pytest.mark.django_db


def removed():
    return [str(removed_record(removal)) for removal in removals()]


def test_only_what_is_not_there_is_told_the_newest_first():
    first, second, third = SectorFactory.create_batch(3)
    first.delete()
    PartyFactory().delete()
    second.delete()
    with edit("Anora"):
        third.delete()
    put_back(removals()[1], "Anora", "It was right")

    assert removed() == [str(third), str(first)]


def test_of_some_nouns_only():
    sector, agreement = SectorFactory(), AgreementFactory()
    sector.delete()
    agreement.delete()

    assert [str(removed_record(each)) for each in removals(["sector"])] == [str(sector)]


def test_what_was_changed_before_the_removal_stays_changed():
    sector = SectorFactory(name="Before")
    NameFactory(institution=None, sector=sector)
    Sector.objects.update(name="After")
    sector.delete()

    put_back(removals().get(), "Anora", "It was right")

    assert (Sector.objects.get().name, Name.objects.count()) == ("After", 1)


def test_what_was_removed_long_before_the_record_stays_removed(monkeypatch):
    monkeypatch.setattr(module, "PAUSE", -module.PAUSE)
    agreement = AgreementFactory()
    PartyFactory(agreement=agreement)
    agreement.delete()

    put_back(removals().get(), "Anora", "It was right")

    assert Party.objects.count() == 0


def test_what_somebody_removed_before_stays_removed():
    agreement = AgreementFactory()
    PartyFactory(agreement=agreement)
    with edit("Bek"):
        agreement.parties.all().delete()
    agreement.delete()

    put_back(removals().get(), "Anora", "It was right")

    assert Party.objects.count() == 0


def test_what_cannot_be_there_again_is_refused_and_nothing_is_written():
    SectorFactory(slug="forestry").delete()
    SectorFactory(slug="forestry")
    before = without_moments(copies())

    with pytest.raises(Refused, match="already exists"):
        put_back(removals().get(), "Anora", "It was right")

    assert (without_moments(copies()), Edit.objects.count()) == (before, 0)


def test_record_that_is_there_again_is_not_put_back_twice():
    SectorFactory().delete()
    removal = removals().get()
    put_back(removal, "Anora", "It was right")

    with pytest.raises(Refused, match="This record is there again already"):
        put_back(removal, "Anora", "It was right")
