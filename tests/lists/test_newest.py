"""Which records changed last: by the change log as far as it goes, then by their last edits."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from agreements.lists.answer import answer
from agreements.lists.filters import RegisterFilter
from agreements.lists.live import snapshot
from agreements.lists.newest import newest
from agreements.models import Agreement, Change, Institution, change
from agreements.nouns import AGREEMENT, COUNTRY, INSTITUTION, SECTOR
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


def newest_of(noun, query="", limit=50):
    filterset = RegisterFilter(QueryDict(query), noun)
    with snapshot() as taken:
        return newest(answer(filterset, 1, taken), taken.index(noun), limit)


def prune():
    """Cut the log short: its newest note, of any record, is all that is left."""
    Change.objects.create(noun="")
    Change.objects.filter(pk__lt=Change.objects.revision().number).delete()


def edited_days_ago(model, days):
    """Have the records of {record: days} been edited so long ago, past the log."""
    moments = {}
    newest_moment = Change.objects.revision().noted_at
    for record, number in days.items():
        moments[record.pk] = newest_moment - timedelta(days=number)
        model.objects.filter(pk=record.pk).update(updated_at=moments[record.pk])
    prune()
    return moments


def test_records_stand_by_their_newest_notes():
    first, second, third = (AgreementFactory() for _number in range(3))
    PartyFactory(agreement=second)
    first.save()

    found = newest_of(AGREEMENT)

    assert list(found) == [first.pk, second.pk, third.pk]
    notes = Change.objects.filter(noun="agreement")
    assert found == {pk: notes.filter(key=pk).first().noted_at for pk in found}


def test_at_most_so_many_are_told():
    pks = [AgreementFactory().pk for _number in range(5)]

    assert list(newest_of(AGREEMENT, limit=2)) == [pks[4], pks[3]]


def test_only_what_is_chosen_is_told():
    sector = SectorFactory(slug="forestry")
    pks = [AgreementFactory().pk for _number in range(4)]
    for pk in pks[:2]:
        Agreement.objects.get(pk=pk).sectors.add(sector)

    assert list(newest_of(AGREEMENT, "sector=forestry&sort=title")) == [pks[1], pks[0]]


def test_where_the_log_was_cut_short_what_was_edited_last_follows():
    records = [AgreementFactory() for _number in range(4)]
    moments = edited_days_ago(Agreement, dict(zip(records, (3, 1, 2, 4), strict=True)))
    PartyFactory(agreement=records[3])

    found = newest_of(AGREEMENT, limit=3)

    assert list(found) == [records[3].pk, records[1].pk, records[2].pk]
    assert [found[records[place].pk] for place in (1, 2)] == [
        moments[records[place].pk] for place in (1, 2)
    ]


def test_list_without_an_order_by_edits_has_what_was_edited_last_too():
    records = [InstitutionFactory(country=CountryFactory()) for _number in range(3)]
    other = InstitutionFactory(country=CountryFactory(code="CN"))
    moments = edited_days_ago(Institution, dict(zip((*records, other), (3, 1, 2, 0), strict=True)))

    found = newest_of(INSTITUTION, "country=UZ", limit=2)

    assert found == {records[place].pk: moments[records[place].pk] for place in (1, 2)}
    assert list(found) == [records[1].pk, records[2].pk]


def test_what_bears_no_moment_is_of_the_beginning_of_the_log():
    pks = [SectorFactory(name=name).pk for name in "ab"]
    prune()

    found = newest_of(SECTOR)

    assert found == dict.fromkeys(pks, Change.objects.get().noted_at)


def test_change_of_a_country_is_one_of_any_country():
    for code in ("UZ", "CN"):
        InstitutionFactory(country=CountryFactory(code=code, name=code))
    country = CountryFactory(code="CN")
    before = newest_of(COUNTRY)

    country.name = "China"
    country.save()

    after = newest_of(COUNTRY)
    newest_note = Change.objects.filter(noun="country").first()
    assert set(before) == {"CN", "UZ"}
    assert after == dict.fromkeys(before, newest_note.noted_at)
    assert after["UZ"] > before["UZ"]


def test_notes_of_others_are_passed_over_up_to_a_bound(monkeypatch):
    monkeypatch.setattr(change, "PARTS", (5, 10))
    first, second = AgreementFactory(), AgreementFactory()
    edited_days_ago(Agreement, {first: 1, second: 2})
    Agreement.objects.filter(pk=second.pk).update(stands_for=2)

    Change.objects.bulk_create(Change(noun="place", key=1) for _number in range(12))
    within = list(newest_of(AGREEMENT))
    Change.objects.bulk_create(Change(noun="place", key=1) for _number in range(8))
    beyond = list(newest_of(AGREEMENT))

    assert (within, beyond) == ([second.pk, first.pk], [first.pk, second.pk])
