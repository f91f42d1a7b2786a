"""The change log: what became visible after a revision, and how the log is kept short."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.models import Change, Epoch, Revision, change
from agreements.models.change import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes():
    """Three notes of the last three days, the oldest first, and no others."""
    Change.objects.all().delete()
    return [
        Change.objects.create(
            noun="sector", key=4 - age, noted_at=timezone.now() - timedelta(days=age)
        )
        for age in (3, 2, 1)
    ]


def revision(note):
    return Revision(note.pk, note.noted_at)


def test_unseen_is_what_was_noted_later_in_its_order(notes):
    _first, second, third = notes

    assert Change.objects.unseen(revision(notes[0])) == [
        Entry(second.pk, second.noted_at, "sector", 2),
        Entry(third.pk, third.noted_at, "sector", 3),
    ]
    assert Change.objects.unseen(revision(third)) == []


def test_nobody_can_tell_what_is_unseen_where_the_revision_was_pruned(notes):
    seen = revision(notes[0])
    notes[0].delete()

    assert Change.objects.unseen(seen) is None


def test_same_number_of_another_moment_is_another_state(notes):
    number, noted_at, _epoch = revision(notes[1])

    assert Change.objects.unseen(Revision(number, noted_at + timedelta(seconds=1))) is None


def test_same_revision_of_another_epoch_is_another_state(notes):
    seen = Change.objects.revision()
    Epoch.objects.begin()

    assert Change.objects.unseen(seen) is None
    assert Change.objects.unseen(Change.objects.revision()) == []


def test_epoch_that_is_over_is_not_ended_again():
    first = Epoch.objects.get().mark
    Epoch.objects.end(first)
    second = Epoch.objects.get().mark
    Epoch.objects.end(first)

    assert (first != second, Epoch.objects.get().mark) == (True, second)


@pytest.mark.parametrize(
    ("later", "expected"), [({"seconds": 1}, True), ({}, False)], ids=["replaced", "there"]
)
def test_revision_is_lost_where_its_number_is_of_another_moment(notes, later, expected):
    number, noted_at, _epoch = revision(notes[1])

    assert Change.objects.has_lost(Revision(number, noted_at + timedelta(**later))) is expected


def test_revision_is_lost_where_it_is_newer_than_the_newest(notes):
    seen = revision(notes[2])
    notes[2].delete()

    assert Change.objects.has_lost(seen) is True


def test_revision_that_was_pruned_is_not_lost(notes):
    seen = revision(notes[0])
    notes[0].delete()

    assert Change.objects.has_lost(seen) is False


@pytest.mark.parametrize(("limit", "expected"), [(2, 2), (1, None)], ids=["few", "too many"])
def test_too_many_changes_are_not_read_one_by_one(notes, monkeypatch, limit, expected):
    monkeypatch.setattr(change, "MAX_UNSEEN", limit)

    unseen = Change.objects.unseen(revision(notes[0]))

    assert (unseen and len(unseen)) == expected


def test_revision_is_that_of_the_newest_change(notes):
    newest = Change.objects.revision()
    Change.objects.all().delete()

    assert newest == (*revision(notes[2])[:2], Epoch.objects.get().mark)
    assert Change.objects.revision() is None


def test_entry_leads_to_the_revision_from_it_on(notes):
    _second, third = Change.objects.unseen(revision(notes[0]))

    assert third.revision[:2] == Change.objects.revision()[:2]


def test_what_is_older_than_a_moment_is_pruned(notes):
    count = Change.objects.prune(timezone.now() - timedelta(days=2, hours=12))

    assert (count, list(Change.objects.all())) == (1, [notes[2], notes[1]])


def test_newest_change_is_never_pruned(notes):
    count = Change.objects.prune(timezone.now())

    assert (count, list(Change.objects.all())) == (2, [notes[2]])


def test_empty_log_is_pruned_of_nothing(notes):
    Change.objects.all().delete()

    assert Change.objects.prune(timezone.now()) == 0
