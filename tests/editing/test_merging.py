"""Two records that are one: all that hangs on them moves, and all is undone."""

import pytest

from agreements.changes.undo import undo
from agreements.editing.refusals import Refused
from agreements.models import Alias, Citation, Institution, Name, Party
from agreements.models.alias import MERGED
from tests.editing.merges import hang, merged, pair, tables
from tests.factories import (
    CitationFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    LinkFactory,
    NameFactory,
    PartyFactory,
    PlaceFactory,
    PublisherFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


def leading_to(record):
    """Return how many rows lead to a record, by the table and the column: {(table, column): n}."""
    found = {}
    for relation in record._meta.related_objects:
        if not relation.many_to_many:
            rows = relation.field.model._base_manager.filter(**{relation.field.name: record})
            found[relation.field.model._meta.db_table, relation.field.column] = rows.count()
    for relation in [*record._meta.related_objects, *record._meta.many_to_many]:
        if relation.many_to_many:
            through = (getattr(relation, "field", None) or relation).remote_field.through
            links = [one for one in through._meta.fields if one.related_model is type(record)]
            found[through._meta.db_table, ""] = sum(
                through._base_manager.filter(**{one.name: record}).count() for one in links
            )
    return {key: number for key, number in found.items() if number}


@pytest.mark.parametrize("noun", MERGED)
def test_all_that_hangs_on_a_record_moves_and_is_undone(noun):
    lost, kept = pair(noun)
    hang(lost)
    expected, before, title = leading_to(lost), tables(), str(lost)

    made = merged(lost, kept)
    moved = leading_to(kept)
    is_gone = not type(lost).objects.filter(pk=lost.pk).exists()
    undo(made, "Bek", "They are two.")

    # The number that leads on, and the name that it had.
    expected["agreements_alias", f"{noun}_id"] = 1
    if noun in Name.SUBJECTS:
        expected["agreements_name", f"{noun}_id"] += 1
        # What was decided on its name is a decision no longer: it is another name now.
        del expected["agreements_settlement", f"{noun}_id"]
    assert (is_gone, moved) == (True, expected)
    assert tables() == before
    assert str(type(lost).objects.get(pk=lost.pk)) == title


def test_equal_rows_join_and_carry_their_citations():
    lost, kept = pair("institution")
    party = PartyFactory(institution=kept)
    PartyFactory(agreement=party.agreement)
    twin = PartyFactory(institution=lost, agreement=party.agreement)
    cited = CitationFactory(agreement=party.agreement, field="parties", party=twin)
    name = NameFactory(institution=kept, text="重庆", language="zh-Hans")
    same = NameFactory(institution=lost, text="重庆", language="zh-Hans")
    named = CitationFactory(agreement=None, institution=lost, field="names", name=same)

    merged(lost, kept)

    cited.refresh_from_db()
    named.refresh_from_db()
    assert (cited.party, named.name, named.institution) == (party, name, kept)
    assert Party.objects.filter(institution=kept).count() == 1
    assert Name.objects.filter(text="重庆").count() == 1


def test_citation_that_both_have_is_there_once():
    lost, kept = pair("source")
    for source in (lost, kept):
        CitationFactory(source=source, agreement=None, sector=SectorFactory(), claim="Tells it.")
    Citation.objects.update(sector=SectorFactory())

    merged(lost, kept)

    assert [one.source for one in Citation.objects.all()] == [kept]


def test_agreement_between_the_two_is_refused(agreement):
    lost, kept = (party.institution for party in agreement.parties.all())

    with pytest.raises(Refused, match="AG-0001 is an agreement between the two"):
        merged(lost, kept)

    assert Institution.objects.count() == 2


def test_whole_does_not_go_into_its_part():
    whole = InstitutionFactory(name="Whole")
    part = InstitutionFactory(name="Part", parent=InstitutionFactory(parent=whole))

    with pytest.raises(Refused, match="“Part” is a part of “Whole”"):
        merged(whole, part)


def test_part_goes_into_its_whole_without_belonging_to_itself():
    whole = InstitutionFactory()
    part = InstitutionFactory(parent=whole)

    merged(part, whole)

    whole.refresh_from_db()
    assert (whole.parent, Institution.objects.count()) == (None, 1)


def test_related_agreements_are_refused():
    link = LinkFactory()

    with pytest.raises(Refused, match="One has a relation to the other: “Renews AG-0002”"):
        merged(link.to_agreement, link.from_agreement)


def test_two_publishers_of_one_body_are_refused():
    lost, kept = pair("institution")
    PublisherFactory(name="First", institution=lost)
    PublisherFactory(name="Second", institution=kept)
    before = tables()

    with pytest.raises(Refused, match="Both have a record of “publisher”"):
        merged(lost, kept)

    assert tables() == before


def test_place_of_another_country_is_refused():
    lost, kept = PlaceFactory(), PlaceFactory(country=CountryFactory(code="CN"))
    InstitutionFactory(place=lost)

    with pytest.raises(Refused, match="lies in another country"):
        merged(lost, kept)


def test_unique_name_of_the_lost_record_may_be_chosen():
    lost, kept = PublisherFactory(name="China Daily"), PublisherFactory(name="CD")
    before = tables()

    made = merged(lost, kept, {"name": "lost"})
    kept.refresh_from_db()
    name = kept.name
    undo(made, "Bek", "")

    assert (name, tables() == before) == ("China Daily", True)


def test_record_that_is_merged_on_takes_its_former_numbers_along():
    first, second, third = (InstitutionFactory() for _number in range(3))

    merged(first, second)
    merged(second, third)

    found = Alias.objects.bearers("institution", [first.ref, second.ref])
    assert found == {first.ref: third.pk, second.ref: third.pk}


def test_number_of_a_merged_record_is_never_given_again():
    lost, kept = pair("institution")

    merged(lost, kept)

    assert InstitutionFactory().ref == "IN-0003"


def test_chosen_values_are_kept_together():
    lost = EventFactory(first_on="2025-01-01", last_on="2025-01-01", precision="year")
    kept = EventFactory(first_on="2025-06-13", last_on="2025-06-14")

    merged(lost, kept, {"first_on": "lost"})

    kept.refresh_from_db()
    assert (str(kept.day("first_on")), str(kept.last_on)) == ("2025", "2025-01-01")
