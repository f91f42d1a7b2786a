"""A release fills an empty register, which is then the one that was released."""

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from agreements.changes import triggers
from agreements.editing.integrity import violations
from agreements.editing.likely_twins import tell_apart
from agreements.editing.merging import merge
from agreements.models import Agreement, Change, Citation, Country, Distinct, Event, Institution
from agreements.models.settlement import Settlement
from agreements.release.making import make_release
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    EventFactory,
    InstitutionFactory,
    SectorFactory,
    SettlementFactory,
    SourceFactory,
)
from tests.release.zips import released

pytestmark = pytest.mark.django_db


def load(path, capsys=None):
    call_command("load_release", path)
    return capsys.readouterr().out if capsys else ""


def test_article_is_loaded_and_comes_out_with_the_same_bytes(tmp_path, register, capsys):
    path = released(tmp_path / "first")

    told = load(path, capsys)

    again = make_release(tmp_path / "second")
    assert told == "The register is as released: 1,853 rows, all tables compared.\n"
    assert (again.name, again.read_bytes()) == (path.name, path.read_bytes())
    assert triggers.missing(connection) == []
    assert [*violations()] == []


def test_links_within_a_table_lead_forward_and_back(tmp_path):
    whole = InstitutionFactory(ref="IN-0009")
    InstitutionFactory(ref="IN-0002", parent=whole)
    InstitutionFactory(ref="IN-0011", parent=whole)
    event = EventFactory(ref="EV-0005", first_on=date(2025, 6, 1), last_on=date(2025, 6, 3))
    EventFactory(ref="EV-0001", part_of=event)
    original = SourceFactory(ref="SO-0007")
    SourceFactory(ref="SO-0001", reprints=original)
    path = released(tmp_path)

    load(path)

    found = Institution.objects.order_by("ref").values_list("ref", "parent__ref")
    assert list(found) == [("IN-0002", "IN-0009"), ("IN-0009", None), ("IN-0011", "IN-0009")]
    assert Event.objects.get(ref="EV-0001").part_of.ref == "EV-0005"
    assert original._meta.model.objects.get(ref="SO-0001").reprints.ref == "SO-0007"


def test_settlement_counts_for_what_it_was_made_on(tmp_path):
    InstitutionFactory()
    agreement = AgreementFactory()
    agreement.sectors.add(SectorFactory(), SectorFactory())
    settlement = SettlementFactory(agreement=agreement, field="status")
    CitationFactory(agreement=agreement, field="status", stance="disputes", settlement=settlement)
    path = released(tmp_path)

    load(path)

    loaded = Settlement.objects.get()
    assert loaded.counts_for(loaded.agreement)
    assert Citation.objects.get().settlement == loaded


def test_former_numbers_lead_on_in_a_loaded_register(tmp_path, client):
    lost, kept = InstitutionFactory(), InstitutionFactory()
    merge(lost, kept)
    tell_apart(kept, InstitutionFactory())
    path = released(tmp_path)

    load(path)

    response = client.get("/institutions/IN-0001/")
    assert (response.status_code, response["Location"]) == (301, "/institutions/IN-0002/")
    assert [(one.subject.ref, one.other) for one in Distinct.objects.all()] == [
        ("IN-0002", "IN-0003")
    ]


def test_deleted_numbers_are_not_given_again(tmp_path, client):
    AgreementFactory()
    AgreementFactory().delete()
    path = released(tmp_path)

    load(path)

    assert client.get("/agreements/AG-0002/").status_code == 410
    assert AgreementFactory().ref == "AG-0003"


def test_register_is_at_the_revision_that_was_released_and_goes_on(tmp_path, client):
    AgreementFactory(title="As released")
    revision = Change.objects.revision()
    path = released(tmp_path)

    load(path)

    assert Change.objects.revision()[:2] == revision[:2]
    # Its records may have other primary keys than those that were released.
    assert Change.objects.revision().epoch != revision.epoch
    assert "As released" in client.get("/agreements/").content.decode()
    AgreementFactory(title="Added since")
    assert Change.objects.revision().number > revision.number
    assert "Added since" in client.get("/agreements/").content.decode()


def test_register_that_holds_anything_is_left_alone(tmp_path):
    AgreementFactory()
    path = released(tmp_path)
    Country.objects.create(code="UZ", name="Uzbekistan")

    with pytest.raises(CommandError, match="The register holds countries already"):
        load(path)

    assert (Agreement.objects.count(), Country.objects.count()) == (0, 1)


def test_long_text_is_loaded_whole(tmp_path):
    AgreementFactory(summary="x" * 300_000)
    path = released(tmp_path)

    load(path)

    assert len(Agreement.objects.get().summary) == 300_000
