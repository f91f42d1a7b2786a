"""Which edits a second person is to look at."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from agreements.changes.edits import edit
from agreements.changes.undo import undo
from agreements.models import Edit, Sector
from tests.factories import SectorFactory

pytestmark = pytest.mark.django_db


def looks():
    """Return why each edit is to be looked at, the oldest first."""
    return list(Edit.objects.order_by("pk").values_list("look", flat=True))


def test_first_ten_edits_of_each_person_are_looked_at():
    SectorFactory()
    for number in range(12):
        with edit("Anora"):
            Sector.objects.update(name=f"Name {number}")
    with edit("Bek"):
        Sector.objects.update(name="Another")

    assert looks() == ["newcomer"] * 10 + [""] * 2 + ["newcomer"]


@pytest.mark.parametrize(
    ("who", "kind", "expected"),
    [
        ("Anora", "delete", "deletion"),
        ("Anora", "merge", "merger"),
        ("Anora", "settle", "settlement"),
        ("Anora", "import", "import"),
        ("manage.py loaddata", "change", ""),
        ("manage.py loaddata", "import", "import"),
    ],
)
def test_what_reaches_far_is_looked_at_whoever_does_it(who, kind, expected):
    with edit(who, kind=kind):
        SectorFactory()

    assert looks() == [expected]


def test_undoing_is_not_looked_at():
    with edit("manage.py loaddata") as made:
        SectorFactory()

    undo(made, "Anora", "A slip")

    assert looks() == ["", ""]


def test_edits_wait_until_they_are_seen():
    for who in ("Anora", "Bek"):
        with edit(who):
            SectorFactory()
    Edit.objects.filter(who="Bek").update(seen_by="Anora", seen_at=timezone.now())

    assert [each.who for each in Edit.objects.to_look_at()] == ["Anora"]


@pytest.mark.parametrize(("seen_by", "is_dated"), [("Anora", True), ("Bek", False), ("", True)])
def test_edit_cannot_be_seen_by_its_maker_or_by_nobody(seen_by, is_dated):
    with edit("Anora"):
        SectorFactory()
    seen_at = timezone.now() if is_dated else None

    with pytest.raises(IntegrityError), transaction.atomic():
        Edit.objects.update(seen_by=seen_by, seen_at=seen_at)
