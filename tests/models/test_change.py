"""The change log: what became visible after a revision, and how the log is kept short."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.models import Change, Revision, change
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
    number, noted_at = revision(notes[1])

    assert Change.objects.unseen(Revision(number, noted_at + timedelta(seconds=1))) is None


@pytest.mark.parametrize(("limit", "expected"), [(2, 2), (1, None)], ids=["few", "too many"])
def test_too_many_changes_are_not_read_one_by_one(notes, monkeypatch, limit, expected):
    monkeypatch.setattr(change, "MAX_UNSEEN", limit)

    unseen = Change.objects.unseen(revision(notes[0]))

    assert (unseen and len(unseen)) == expected


def test_revision_is_that_of_the_newest_change(notes):
    newest = Change.objects.revision()
    Change.objects.all().delete()

    assert newest == revision(notes[2])
    assert Change.objects.revision() is None


def test_entry_leads_to_the_revision_from_it_on(notes):
    _second, third = Change.objects.unseen(revision(notes[0]))

    assert third.revision == Change.objects.revision()


def test_what_is_older_than_a_moment_is_pruned(notes):
    count = Change.objects.prune(timezone.now() - timedelta(days=2, hours=12))

    assert (count, list(Change.objects.all())) == (1, [notes[2], notes[1]])


def test_newest_change_is_never_pruned(notes):
    count = Change.objects.prune(timezone.now())

    assert (count, list(Change.objects.all())) == (2, [notes[2]])


def test_empty_log_is_pruned_of_nothing(notes):
    Change.objects.all().delete()

    assert Change.objects.prune(timezone.now()) == 0
