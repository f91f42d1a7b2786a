"""What a list answers to an address: by its index, or by the database where it has none."""

from datetime import date

import pytest
from django.http import QueryDict

from agreements.index.results import EMPTY, EmptyPage
from agreements.lists import live
from agreements.lists.answer import answer, records_in_order, select_in_sql
from agreements.lists.filters import RegisterFilter
from agreements.models import Agreement
from agreements.nouns import AGREEMENT, INSTITUTION, PROJECT
from tests.factories import (
    AgreementFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
    ProjectFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


def answered(address, noun=AGREEMENT, page=1):
    """Return the Answer to the address of a list."""
    with live.snapshot_and_release() as (snapshot, _release):
        return answer(RegisterFilter(QueryDict(address), noun), page, snapshot)


def counted(address, noun=AGREEMENT, **options):
    """Return the Result that the database counts for the address of a list."""
    filterset = RegisterFilter(QueryDict(address), noun)
    return select_in_sql(filterset, filterset.selection, **options)


def test_address_with_an_error_has_an_empty_answer():
    AgreementFactory(kind="grant")

    empty = answered("kind=grant&status=lost&q=grant")

    assert (empty.result, empty.records, empty.matches) == (EMPTY, [], None)
    assert empty.selection.keys() == {"kind": ["grant"]}


def test_index_answers_without_the_database(django_assert_num_queries):
    AgreementFactory(stands_for=11)

    with live.snapshot() as snapshot, django_assert_num_queries(0):
        result = answer(RegisterFilter(QueryDict(), AGREEMENT), 1, snapshot).result

    assert (result.total, result.stood_for) == (1, 11)


def test_list_without_facets_is_answered_by_the_database():
    last, first = ProjectFactory(name="Z"), ProjectFactory(name="A")

    listed = answered("", PROJECT)

    assert (listed.noun, listed.result.total, listed.records) == (PROJECT, 2, [first, last])


@pytest.mark.parametrize(
    ("noun", "factory"), [(INSTITUTION, InstitutionFactory), (PROJECT, ProjectFactory)]
)
def test_page_is_the_one_that_is_asked_for(noun, factory):
    first, second = factory(name="A"), factory(name="B")

    pages = [answered("page_size=1", noun, page=page).records for page in (1, 2)]

    assert pages == [[first], [second]]
    with pytest.raises(EmptyPage):
        answered("page_size=1", noun, page=3)


def test_words_are_looked_up_once_for_answer_and_filters():
    AgreementFactory(title="Forest")

    # While its name is not folded, each look-up has an outcome of its own.
    with live.snapshot() as snapshot:
        searched = answer(RegisterFilter(QueryDict("q=forest"), AGREEMENT), 1, snapshot)

    assert searched.filterset.matches is searched.matches


def test_records_are_in_order_without_those_just_deleted():
    first, second, third, gone = AgreementFactory.create_batch(4)
    pks = [second.pk, gone.pk, first.pk, third.pk]

    gone.delete()

    assert records_in_order(Agreement.objects.all(), pks) == [second, first, third]


def test_counts_of_a_facet_leave_out_its_own_choice():
    AgreementFactory(kind="grant", status="signed")
    AgreementFactory(kind="donation", status="planned")

    result = counted("kind=grant")

    assert (result.total, result.counts["kind"]) == (1, {"grant": 1, "donation": 1})
    assert result.counts["status"] == {"signed": 1}


def test_chosen_values_are_counted_beside_the_most_frequent_where_they_occur():
    for kind in ("grant", "grant", "donation", "training"):
        AgreementFactory(kind=kind)

    result = counted("kind=training&kind=workshop", listed=1)

    assert result.counts["kind"] == {"grant": 2, "training": 1}


@pytest.mark.parametrize(
    ("query", "stood_for"),
    [
        ("", 12),
        ("country=UZ", 12),
        ("status=signed&kind=agreement&year=undated&evidence=unsourced", 12),
        ("sector=forestry", 2),
        ("sector=forestry&country=UZ", 2),
        ("institution=IN-0001", 2),
        ("place={place}", 2),
        ("q=college", 2),
    ],
)
def test_agreements_that_share_only_some_values_are_not_counted_for_the_others(query, stood_for):
    sector, place = SectorFactory(slug="forestry"), PlaceFactory()
    college = InstitutionFactory(name="College", place=place)
    for number in (1, 11):
        agreement = AgreementFactory(stands_for=number)
        agreement.sectors.add(sector)
        PartyFactory(agreement=agreement, institution=college)

    address = query.format(place=place.pk)
    in_index, in_sql = answered(address).result, counted(address)

    assert (in_sql.stood_for, in_sql.possible) == (stood_for, 12)
    assert (in_index.stood_for, in_index.possible) == (stood_for, 12)


@pytest.mark.parametrize(
    ("query", "stood_for"),
    [
        ("", 111),
        ("sector=forestry", 11),
        ("sector=forestry&status=signed", 11),
        ("sector=forestry&sector=energy", 12),
        ("sector=energy", 1),
        ("sector=forestry&institution=IN-0001", 1),
        ("sector=forestry&q=agreement", 1),
    ],
)
def test_agreements_that_each_serve_all_sectors_are_all_counted_for_them(query, stood_for):
    forestry, energy = SectorFactory(slug="forestry"), SectorFactory(slug="energy")
    flagged = AgreementFactory(title="Agreement", stands_for=11, serves_all_sectors=True)
    flagged.sectors.add(forestry)
    PartyFactory(agreement=flagged, institution=InstitutionFactory())
    AgreementFactory(title="Other", stands_for=100).sectors.add(energy)

    in_index, in_sql = answered(query).result, counted(query)

    assert (in_index.stood_for, in_sql.stood_for) == (stood_for, stood_for)


@pytest.mark.parametrize(
    ("query", "total", "counts"),
    [
        ("on=2024-05-01", 3, {"yes": 1, "no": 1, "not-known": 1}),
        ("on=2024-05-01&in_force=yes", 1, {"yes": 1, "no": 1, "not-known": 1}),
        ("on=2024-05-01&in_force=no&in_force=not-known", 2, {"yes": 1, "no": 1, "not-known": 1}),
        ("on=2023-05-01&in_force=no", 2, {"no": 2, "not-known": 1}),
    ],
)
def test_day_moves_the_counts_of_what_is_in_force(query, total, counts):
    AgreementFactory(starts_on=date(2024, 5, 1), is_open_ended=True)
    AgreementFactory(starts_on=date(2024, 5, 2), is_open_ended=True)
    AgreementFactory()

    for result in (answered(query).result, counted(query)):
        assert (result.total, result.counts["in_force"]) == (total, counts)


@pytest.mark.parametrize("on", ["2024-02-30", "1899-01-01", "soon", "2024-05-01&on=2024-05-02"])
def test_day_that_cannot_be_read_has_an_empty_answer(on):
    AgreementFactory()

    assert answered(f"on={on}").result == EMPTY


def test_lists_of_other_nouns_take_no_day():
    assert answered("on=2024-05-01", INSTITUTION).filterset.errors == {
        "__all__": ["This page has no filter called “on”."]
    }


def test_agreements_stand_for_others_and_bodies_do_not():
    for stands_for in (1, 11):
        AgreementFactory(stands_for=stands_for)
    InstitutionFactory()

    agreements, bodies = counted(""), counted("", INSTITUTION)

    assert (agreements.total, agreements.stood_for, agreements.collective) == (2, 12, 1)
    assert (bodies.total, bodies.stood_for, bodies.collective) == (1, 0, 0)
