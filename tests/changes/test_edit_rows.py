"""What an edit made of each row, whatever happened to it in between."""

import pytest

from agreements.changes.edit_rows import row_changes
from agreements.changes.edits import edit
from agreements.models import Sector
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    FigureFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


def told(made, limit=10):
    return [(change.step.op, change.step.values) for change in row_changes(made.versions, limit)]


def test_row_that_was_changed_twice_is_told_once():
    SectorFactory(name="Before")
    with edit("Anora") as made:
        Sector.objects.update(name="Between")
        Sector.objects.update(name="After")
    Sector.objects.update(name="Later")

    assert told(made) == [("U", {"name": ("Before", "After")})]


def test_row_that_came_and_went_is_not_told():
    with edit("Anora") as made:
        SectorFactory().delete()

    assert told(made) == []


def test_set_back_it_is_the_other_way_round():
    SectorFactory(name="Before").delete()
    SectorFactory(name="Before")
    with edit("Anora") as made:
        Sector.objects.update(name="After")
        SectorFactory(name="Added")

    changes = [change.set_back.step for change in row_changes(made.versions, 10)]

    assert [change.op for change in changes] == ["U", "D"]
    assert changes[0].values == {"name": ("After", "Before")}


def test_only_the_first_rows_are_read():
    with edit("Anora") as made:
        SectorFactory.create_batch(3)

    assert len(told(made, limit=2)) == 2


def test_row_belongs_to_the_record_that_it_is_about_or_hangs_on():
    agreement, institution = AgreementFactory(), InstitutionFactory()
    with edit("Anora") as made:
        PartyFactory(agreement=agreement, institution=institution)
        CitationFactory(agreement=agreement, speaker="S", speaker_institution=institution)
        FigureFactory(alliance=None, institution=institution)
        agreement.sectors.add(SectorFactory())

    records = {
        change.step.model._meta.model_name: (change.record[0]._meta.model_name, change.record[1])
        for change in row_changes(made.versions, 20)
    }

    of_agreement, of_institution = (
        ("agreement", str(agreement.pk)),
        ("institution", str(institution.pk)),
    )
    assert records["party"] == of_agreement
    assert records["citation"] == of_agreement
    assert records["figure"] == of_institution
    assert records["agreement_sectors"] == of_agreement
