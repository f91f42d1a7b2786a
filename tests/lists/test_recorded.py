"""What the register lists of a stated number, told by indexes and by few questions."""

import pytest

from agreements.lists import live
from agreements.lists.recorded import RecordedBySnapshot
from agreements.models import Figure, Project
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    MembershipFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

Measure = Figure.Measure


def recorded(measure, record):
    """Return {key: records listed} of a measure of one record."""
    with live.snapshot() as snapshot:
        count = RecordedBySnapshot(snapshot)
        return count(measure, record._meta.model_name, {record.pk})


def test_record_that_stands_for_several_agreements_is_not_counted():
    alliance = AllianceFactory()
    for stands_for in (1, 1, 11):
        AgreementFactory(stands_for=stands_for).alliances.add(alliance)

    assert recorded(Measure.AGREEMENTS, alliance) == {alliance.pk: 2}


def test_members_of_the_alliance_are_counted():
    alliance, other = AllianceFactory.create_batch(2)
    for joined in (alliance, alliance, other):
        MembershipFactory(alliance=joined)

    assert recorded(Measure.MEMBERS, alliance) == {alliance.pk: 2}


@pytest.mark.parametrize(
    ("measure", "number"),
    [(Measure.PROJECTS, 4), (Measure.WORKSHOPS, 2), (Measure.TEACHER_COURSES, 1)],
)
def test_projects_are_counted_of_one_kind_or_of_all(measure, number):
    alliance, other = AllianceFactory.create_batch(2)
    for kind in (
        Project.Kind.WORKSHOP,
        Project.Kind.WORKSHOP,
        Project.Kind.COURSES,
        Project.Kind.CENTRE,
    ):
        ProjectFactory(alliance=alliance, kind=kind)
        ProjectFactory(alliance=other, kind=kind)

    assert recorded(measure, alliance) == {alliance.pk: number}


def test_projects_of_an_agreement_are_not_those_of_an_alliance():
    project = ProjectFactory(alliance=AllianceFactory())
    ProjectFactory(agreement=project.agreement)
    keys = {project.agreement_id, project.alliance_id}

    with live.snapshot() as snapshot:
        count = RecordedBySnapshot(snapshot)
        of_agreement, of_alliance = (
            count(Measure.PROJECTS, noun, keys) for noun in ("agreement", "alliance")
        )

    assert of_agreement == {project.agreement_id: 2}
    assert of_alliance == {project.alliance_id: 1}


@pytest.mark.parametrize("measure", [Measure.STUDENTS, Measure.MEMBERS])
def test_what_the_register_does_not_list_is_unknown(measure):
    assert recorded(measure, AgreementFactory()) is None


def test_project_is_counted_as_it_is_now():
    alliance, other = AllianceFactory.create_batch(2)
    moved, ended = ProjectFactory.create_batch(2, alliance=alliance, kind=Project.Kind.WORKSHOP)
    assert recorded(Measure.WORKSHOPS, alliance) == {alliance.pk: 2}

    Project.objects.filter(pk=moved.pk).update(alliance=other, kind=Project.Kind.CENTRE)
    ended.delete()

    assert recorded(Measure.PROJECTS, alliance) == {}
    assert recorded(Measure.PROJECTS, other) == {other.pk: 1}
    assert recorded(Measure.WORKSHOPS, other) == {}


def test_database_is_asked_for_nothing(django_assert_num_queries):
    alliance, other = AllianceFactory.create_batch(2)
    ProjectFactory(alliance=alliance)

    with live.snapshot() as snapshot, django_assert_num_queries(0):
        count = RecordedBySnapshot(snapshot)
        for measure in (Measure.AGREEMENTS, Measure.MEMBERS, Measure.PROJECTS, Measure.WORKSHOPS):
            count(measure, "alliance", {alliance.pk})
        of_other = count(Measure.PROJECTS, "alliance", {other.pk})

    assert of_other == {}
