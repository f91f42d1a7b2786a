"""What became of a record: steps with both values, newest first, in few queries."""

import pytest

from agreements.changes.edits import edit
from agreements.changes.record_history import changes_of
from agreements.models import Agreement, Party, Project
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    PartyFactory,
    ProjectFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


def told(steps):
    """Return who, what and from which value to which, of some steps."""
    return [
        (step.edit and step.edit.who, step.op, step.model._meta.model_name, step.values)
        for step in steps
    ]


def test_steps_say_who_changed_what_from_which_value_to_which():
    agreement = AgreementFactory(title="First")
    with edit("Anora", "A slip"):
        Agreement.objects.update(title="Second", stands_for=2)
    with edit("Bek"):
        Agreement.objects.update(title="Third")

    *later, first = told(changes_of(agreement))

    assert later == [
        ("Bek", "U", "agreement", {"title": ("Second", "Third")}),
        ("Anora", "U", "agreement", {"title": ("First", "Second"), "stands_for": (1, 2)}),
    ]
    assert first[:3] == (None, "I", "agreement")
    assert first[3]["title"] == (None, "First")


def test_project_is_in_the_history_of_what_brings_it_about():
    agreement = AgreementFactory()
    project = ProjectFactory(agreement=agreement)
    Project.objects.update(summary="Opened.")

    newest, added, _own = told(changes_of(agreement))

    assert newest == (None, "U", "project", {"summary": ("", "Opened.")})
    assert added[1:3] == ("I", "project")
    assert [step.op for step in changes_of(project)] == ["U", "I"]


def test_what_hangs_on_a_record_is_in_its_history():
    party = PartyFactory()
    agreement, institution = party.agreement, party.institution
    sector = SectorFactory()
    agreement.sectors.add(sector)
    Party.objects.update(role="host")
    party.delete()

    of_agreement = [(step.op, step.model._meta.model_name) for step in changes_of(agreement)]
    of_institution = [(step.op, step.model._meta.model_name) for step in changes_of(institution)]

    assert of_agreement == [
        ("D", "party"),
        ("U", "party"),
        ("I", "agreement_sectors"),
        ("I", "party"),
        ("I", "agreement"),
    ]
    assert of_institution == [("D", "party"), ("U", "party"), ("I", "party"), ("I", "institution")]
    removed = changes_of(agreement)[0]
    assert removed.values["role"] == ("host", None)


def test_history_of_a_deleted_record_can_be_read():
    agreement = AgreementFactory(title="Gone")
    key = agreement.pk
    agreement.delete()

    removed, added = changes_of(Agreement(pk=key))

    assert removed.values["title"] == ("Gone", None)
    assert added.values["title"] == (None, "Gone")


def test_history_comes_in_pages():
    agreement = AgreementFactory(title="0")
    for number in range(1, 6):
        Agreement.objects.update(title=str(number))

    newest = changes_of(agreement, limit=4)
    rest = changes_of(agreement, before=newest[-1].number, limit=4)

    titles = [step.values["title"][1] for step in newest + rest]
    assert titles == ["5", "4", "3", "2", "1", "0"]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(count, django_assert_num_queries):
    agreement = AgreementFactory()
    for number in range(count):
        PartyFactory(agreement=agreement)
        CitationFactory(agreement=agreement)
        Agreement.objects.update(title=str(number))

    with django_assert_num_queries(4):
        steps = changes_of(agreement)

    assert len(steps) == 1 + 3 * count
