"""What sources say of a merged record: none supports what it was not cited for."""

import pytest

from agreements.models import Citation, Identifier, Settlement
from agreements.models.settlement import held
from tests.editing.merges import merged, pair
from tests.factories import (
    CitationFactory,
    EventFactory,
    IdentifierFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
    SettlementFactory,
)

pytestmark = pytest.mark.django_db


def test_lost_name_is_another_name_with_its_citations():
    lost, kept = InstitutionFactory(name="ZTE Corporation"), InstitutionFactory(name="ZTE")
    citation = CitationFactory(agreement=None, institution=lost, field="name")

    merged(lost, kept)

    citation.refresh_from_db()
    [name] = kept.names.all()
    assert (name.text, name.kind, name.language) == ("ZTE Corporation", "official", "en")
    assert (citation.field, citation.name, citation.stance) == ("names", name, "supports")


def test_name_that_is_chosen_leaves_the_own_one_as_another():
    lost, kept = InstitutionFactory(name="ZTE Corporation"), InstitutionFactory(name="ZTE")
    citation = CitationFactory(agreement=None, institution=kept, field="name")
    own = CitationFactory(agreement=None, institution=lost, field="name")

    merged(lost, kept, {"name": "lost"})

    citation.refresh_from_db()
    own.refresh_from_db()
    kept.refresh_from_db()
    assert (kept.name, citation.name.text, citation.field) == ("ZTE Corporation", "ZTE", "names")
    assert (own.field, own.institution, own.stance) == ("name", kept, "supports")


@pytest.mark.parametrize(
    ("lost_day", "kept_day", "stance", "stated"),
    [
        ("2025-06-13", "2025-06-13", "supports", ""),
        ("2025-06-13", "2025-06-14", "disputes", "13 June 2025"),
        ("2025-06-13", None, "supports", ""),
    ],
    ids=["equal", "another", "empty, so it is taken over"],
)
def test_citation_of_a_day_supports_no_other_day(lost_day, kept_day, stance, stated):
    lost, kept = EventFactory(first_on=lost_day), EventFactory(first_on=kept_day)
    citation = CitationFactory(agreement=None, event=lost, field="first_on")

    merged(lost, kept)

    citation.refresh_from_db()
    kept.refresh_from_db()
    assert (citation.stance, citation.stated_value) == (stance, stated)
    assert str(kept.first_on) == (kept_day or lost_day)


def test_less_exact_day_bears_on_the_exact_one():
    lost = EventFactory(first_on="2025-01-01", precision="year")
    kept = EventFactory(first_on="2025-06-13")
    citation = CitationFactory(agreement=None, event=lost, field="first_on")

    merged(lost, kept)

    citation.refresh_from_db()
    assert (citation.stance, citation.stated_value) == ("bears", "2025")


def test_value_of_the_other_turns_the_own_citations():
    lost, kept = EventFactory(kind="visit"), EventFactory(kind="conference")
    own = CitationFactory(agreement=None, event=kept, field="kind")
    rival = CitationFactory(
        agreement=None, event=kept, field="kind", stance="disputes", stated_value="Visit"
    )

    merged(lost, kept, {"kind": "lost"})

    own.refresh_from_db()
    rival.refresh_from_db()
    assert (own.stance, own.stated_value) == ("disputes", "Conference")
    assert (rival.stance, rival.stated_value) == ("supports", "")


def test_value_that_is_left_out_for_an_empty_one_disputes_nothing():
    lost, kept = EventFactory(first_on="2025-06-13"), EventFactory()
    citation = CitationFactory(agreement=None, event=lost, field="first_on")

    merged(lost, kept, {"first_on": "kept"})

    citation.refresh_from_db()
    assert (citation.stance, citation.stated_value) == ("bears", "13 June 2025")


def test_who_tells_of_some_sectors_only_bears_on_all_of_them():
    lost, kept = pair("agreement")
    one, other = SectorFactory(name="Forestry"), SectorFactory(name="Transport")
    lost.sectors.set([one])
    kept.sectors.set([one, other])
    some = CitationFactory(agreement=lost, field="sectors")
    all_of_them = CitationFactory(agreement=kept, field="sectors")

    merged(lost, kept)

    some.refresh_from_db()
    all_of_them.refresh_from_db()
    assert (some.stance, some.stated_value, all_of_them.stance) == ("bears", "Forestry", "supports")


def test_who_tells_of_all_parties_tells_of_those_of_its_record():
    lost, kept = pair("agreement")
    parties = [PartyFactory(agreement=lost) for _number in range(2)]
    PartyFactory(agreement=kept)
    CitationFactory(agreement=lost, field="parties", claim="Both signed.")

    merged(lost, kept)

    cited = Citation.objects.filter(field="parties").order_by("party")
    assert [(one.party, one.claim) for one in cited] == [(one, "Both signed.") for one in parties]


def test_decision_on_a_value_that_is_not_chosen_is_taken_back():
    lost, kept = EventFactory(kind="visit"), EventFactory(kind="conference")
    decision = SettlementFactory(agreement=None, event=lost, field="kind")
    CitationFactory(
        agreement=None,
        event=lost,
        field="kind",
        stance="disputes",
        stated_value="Conference",
        settlement=decision,
    )

    merged(lost, kept)

    assert list(Settlement.objects.all()) == []
    assert list(Citation.objects.values_list("stance", "settlement")) == [("supports", None)]


def test_decision_that_names_the_lost_body_still_counts():
    lost, kept = pair("institution")
    party = PartyFactory(institution=lost)
    agreement = party.agreement
    SettlementFactory(agreement=agreement, field="parties", held=held(agreement, "parties", party))

    merged(lost, kept)

    party.refresh_from_db()
    assert Settlement.objects.get().counts_for(agreement, party)


def test_identifiers_move_with_what_is_said_of_them():
    lost, kept = pair("institution")
    identifier = IdentifierFactory(institution=lost)
    citation = CitationFactory(
        agreement=None, institution=lost, field="identifiers", identifier=identifier
    )

    merged(lost, kept)

    citation.refresh_from_db()
    assert Identifier.objects.get().institution == kept
    assert (citation.institution, citation.identifier) == (kept, identifier)
