"""Undoing: every row of an edit is set back, all or none."""

from io import StringIO

import pytest
from django.core.management import call_command

from agreements.changes import triggers
from agreements.changes.edits import edit
from agreements.changes.undo import Refused, undo
from agreements.models import Agreement, Citation, Country, Edit, Institution, Party, Sector
from tests.changes.moments import copies, without_moments
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    FigureFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


def held():
    return without_moments(copies())


def test_deleted_agreement_comes_back_with_all_its_rows(register):
    before = held()
    agreement = Agreement.objects.filter(projects=None).first()
    key, ref = agreement.pk, agreement.ref
    with edit("Anora", "By mistake") as deletion:
        agreement.delete()
    while_gone = Agreement.objects.filter(ref=ref).exists()

    undone = undo(deletion, "Bek", "It was one")

    assert (while_gone, held() == before) == (False, True)
    assert (undone.kind, undone.undoes, undone.who, undone.why) == (
        "undo",
        deletion,
        "Bek",
        "It was one",
    )
    assert deletion.versions.count() > 10
    assert Agreement.objects.get(ref=ref).pk == key
    call_command("check_register", stdout=StringIO())


def test_edit_of_hundreds_of_rows_is_undone_whole(register):
    before = held()
    with edit("Anora") as large:
        Citation.objects.update(claim="The same")
        Institution.objects.update(summary="The same")
        Sector.objects.bulk_create(
            Sector(slug=f"s-{each}", name=f"New {each}") for each in range(300)
        )
        Party.objects.filter(agreement__ref__gt="AG-0005").delete()
    assert large.versions.count() > 500

    undo(large, "Anora", "")

    assert held() == before


def test_undoing_can_be_undone():
    sector = SectorFactory(name="Before")
    with edit("Anora") as made:
        Sector.objects.update(name="After")
        SectorFactory(slug="another", name="Another")
    after = held()

    undo(undo(made, "Bek", ""), "Anora", "")

    assert held() == after
    sector.refresh_from_db()
    assert sector.name == "After"


def test_edit_that_was_overtaken_is_refused_and_the_later_one_named():
    SectorFactory(name="Before")
    with edit("Anora") as made:
        Sector.objects.update(name="After")
        SectorFactory(slug="another")
    with edit("Bek") as later:
        Sector.objects.filter(slug="another").update(name="Later")
    before = held()

    with pytest.raises(
        Refused, match="A later change stands on what this edit changed: that of Bek"
    ) as refused:
        undo(made, "Anora", "")

    assert refused.value.later == later
    assert (held(), list(Edit.objects.all())) == (before, [later, made])


def test_later_change_that_was_undone_itself_is_in_nobodys_way():
    SectorFactory(name="Before")
    with edit("Anora") as made:
        Sector.objects.update(name="After")
    with edit("Bek") as later:
        Sector.objects.update(name="Later")
    undo(later, "Bek", "")

    undo(made, "Anora", "")

    assert Sector.objects.get().name == "Before"


def test_unique_values_that_two_rows_exchanged_are_set_back():
    party = PartyFactory()
    other = PartyFactory(agreement=party.agreement)
    third = InstitutionFactory()
    before = held()
    first, second = party.institution, other.institution
    with edit("Anora") as exchange:
        Party.objects.filter(pk=party.pk).update(institution=third)
        Party.objects.filter(pk=other.pk).update(institution=first)
        Party.objects.filter(pk=party.pk).update(institution=second)

    undo(exchange, "Anora", "")

    assert held() == before


def test_constraint_that_forbids_is_told_in_its_own_words_and_nothing_is_done():
    party, other = PartyFactory(), InstitutionFactory()
    agreement, institution = party.agreement, party.institution
    sector = SectorFactory(name="Before")
    with edit("Anora") as made:
        Party.objects.update(institution=other)
        Sector.objects.update(name="After")
    PartyFactory(agreement=agreement, institution=institution)
    before = held()

    with pytest.raises(Refused, match="This institution is already a party"):
        undo(made, "Anora", "")

    assert held() == before
    sector.refresh_from_db()
    assert sector.name == "After"


def test_number_that_is_borne_by_another_is_told():
    agreement = AgreementFactory()
    ref = agreement.ref
    with edit("Anora") as deletion:
        agreement.delete()
    AgreementFactory(ref=ref)

    with pytest.raises(Refused, match="Agreement with this Number already exists"):
        undo(deletion, "Anora", "")


def test_what_is_in_use_by_later_rows_is_not_taken_away():
    with edit("Anora") as made:
        institution = InstitutionFactory()
    PartyFactory(institution=institution)

    with pytest.raises(Refused, match="What this edit added is in use by what was added later"):
        undo(made, "Anora", "")

    assert Institution.objects.filter(pk=institution.pk).exists()


def test_what_hung_on_a_record_that_is_gone_does_not_come_back():
    citation = CitationFactory()
    agreement = citation.agreement
    with edit("Anora") as made:
        citation.delete()
    agreement.delete()

    with pytest.raises(Refused, match="belonged to a record that is gone by now"):
        undo(made, "Anora", "")


def test_link_of_a_record_with_a_text_for_a_key_comes_back():
    institution = InstitutionFactory()
    country = institution.country
    with edit("Anora") as made:
        Institution.objects.update(country=None)
        country.delete()

    undo(made, "Anora", "")

    assert list(Country.objects.values_list("code", "institutions")) == [("UZ", institution.pk)]


def test_figure_comes_back_with_what_it_leaves_out():
    figure = FigureFactory()
    figure.leaves_out.add(AgreementFactory())
    before = held()
    with edit("Anora") as made:
        figure.delete()

    undo(made, "Anora", "")

    assert held() == before


def test_edit_before_a_mark_is_refused():
    SectorFactory(name="Before")
    with edit("Anora") as made:
        Sector.objects.update(name="After")
    with triggers.without_log():
        Sector.objects.update(name="Unnoticed")

    with pytest.raises(Refused, match="Rows may have changed since without a version"):
        undo(made, "Anora", "")

    assert Sector.objects.get().name == "Unnoticed"


def test_edit_without_a_row_and_undoing_within_an_edit_are_refused():
    empty = Edit.objects.create(who="Anora")
    SectorFactory()
    with edit("Anora") as made:
        Sector.objects.update(name="After")

    with pytest.raises(Refused, match="There is nothing to undo"):
        undo(empty, "Anora", "")
    with pytest.raises(Refused, match="by itself"), edit("Bek"):
        undo(made, "Anora", "")
