"""The page of an institution: what it takes part in, and what its people say."""

from datetime import date

import pytest
from django.db import transaction

from agreements.models import Institution, Name
from agreements.views.institutions import MAX_STATEMENTS
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    MembershipFactory,
    PartyFactory,
    PersonFactory,
    ProjectFactory,
    SourceFactory,
)
from tests.views.wording import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def college():
    return InstitutionFactory(name="College")


def shown(client, institution):
    return client.get(institution.get_absolute_url()).context


def test_what_its_people_say_is_a_statement_and_no_evidence(client, college):
    said = CitationFactory(speaker="Rector", speaker_institution=college)
    about = CitationFactory(agreement=None, institution=college)
    both = CitationFactory(
        agreement=None, institution=college, speaker="Rector", speaker_institution=college
    )

    context = shown(client, college)

    assert context["statements"]["rows"] == [said, both]
    assert context["view"].citations() == [about, both]


def test_only_the_newest_statements_are_shown_and_all_are_counted(client, college):
    other, speaker = InstitutionFactory(name="Other"), PersonFactory()
    for day in range(1, MAX_STATEMENTS + 3):
        CitationFactory(
            source=SourceFactory(published_on=date(2025, 6, day)),
            claim=f"On day {day}.",
            speaker_person=speaker,
            speaker_institution=college,
        )
    CitationFactory(speaker="Rector", speaker_institution=other)

    response = client.get(college.get_absolute_url())
    told = text(response)

    said = [one.claim for one in response.context["statements"]["rows"]]
    assert said == [f"On day {day}." for day in range(3, MAX_STATEMENTS + 3)]
    assert "The newest statements are shown here: 10 of 12. Those who speak for it" in told
    assert f'<a href="/people/?institution={college.ref}">' in response.content.decode()


def test_all_statements_are_shown_where_they_are_few(client, college):
    CitationFactory.create_batch(MAX_STATEMENTS, speaker="R", speaker_institution=college)

    assert "The newest statements" not in text(client.get(college.get_absolute_url()))


def test_statements_of_those_without_a_page_lead_nowhere(client, college):
    CitationFactory.create_batch(MAX_STATEMENTS + 1, speaker="R", speaker_institution=college)

    told = text(client.get(college.get_absolute_url()))

    assert "10 of 11." in told
    assert "Those who speak for it" not in told


def test_partner_is_no_branch(client, college):
    agreement = PartyFactory(institution=college).agreement
    PartyFactory(agreement=agreement)
    branch = InstitutionFactory(parent=college)

    assert shown(client, college)["branches"] == {"rows": [branch], "has_more": False}


def test_branch_that_is_a_partner_too_stands_as_both(client, college):
    branch = InstitutionFactory(name="Branch", parent=college)
    agreement = PartyFactory(institution=college).agreement
    PartyFactory(agreement=agreement, institution=branch)

    context = shown(client, college)

    assert context["branches"]["rows"] == [branch]
    assert [box.node.label for box in context["partners"].wide.sides] == ["Branch"]


def test_alliances_events_and_projects_are_its_own(client, college):
    alliance = MembershipFactory(institution=college).alliance
    event, project = EventFactory(host=college), ProjectFactory(host=college)
    other = InstitutionFactory()
    MembershipFactory(institution=other)
    EventFactory(host=other)
    ProjectFactory(host=other)

    context = shown(client, college)

    assert context["alliances"] == [alliance]
    assert context["hosted_events"]["rows"] == [event]
    assert context["hosted_projects"]["rows"] == [project]


@pytest.fixture
def bodies():
    """Two bodies with a name and one without."""
    return [InstitutionFactory(), InstitutionFactory(), InstitutionFactory(is_named=False)]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", [("2 institutions", "?named=yes"), ("1 body that no source names", "?named=no")]),
        ("?named=yes", [("2 institutions", "?named=yes")]),
        ("?named=no", [("1 body that no source names", "?named=no")]),
        (
            "?kind=vocational_college",
            [
                ("2 institutions", "?kind=vocational_college&named=yes"),
                ("1 body that no source names", "?kind=vocational_college&named=no"),
            ],
        ),
        ("?kind=plant", [("0 institutions", "?kind=plant")]),
    ],
    ids=["all", "named", "not named", "of a kind", "none"],
)
def test_bodies_that_no_source_names_are_counted_apart(client, bodies, address, expected):
    assert client.get(f"/institutions/{address}").context["totals"] == expected


@pytest.mark.parametrize(("answer", "found"), [("yes", [0, 1]), ("no", [2])])
def test_list_is_of_those_with_a_name_or_of_those_without(client, bodies, answer, found):
    context = client.get(f"/institutions/?named={answer}").context

    assert set(context["object_list"]) == {bodies[number] for number in found}
    assert context["result"].counts["named"] == {"yes": 2, "no": 1}


def test_body_that_is_named_at_last_is_counted_with_the_others(client, bodies):
    client.get("/institutions/")

    Institution.objects.filter(is_named=False).update(is_named=True)

    assert client.get("/institutions/").context["totals"] == [("3 institutions", "?named=yes")]


def test_answer_that_is_neither_yes_nor_no_is_named_above_an_empty_list(client, bodies):
    response = client.get("/institutions/?named=perhaps")

    assert "“perhaps” is neither yes nor no." in text(response)
    assert response.context["object_list"] == []


def test_parts_of_the_sum_lead_to_their_lists(client, bodies):
    home, listed = (client.get(address).content.decode() for address in ("/", "/institutions/"))

    assert '<a class="amount" href="/institutions/?named=no">1 body that no source names' in home
    assert '<a href="?named=no" rel="nofollow">1 body that no source names</a>' in listed


@pytest.fixture
def partners(db):
    """Three bodies that agreed, two of them Chinese; another agreed with one of no country."""
    china, uzbekistan = (CountryFactory(code=code, name=code) for code in ("CN", "UZ"))
    bodies = {
        name: InstitutionFactory(name=name, country=country)
        for name, country in (("A", china), ("B", china), ("T", uzbekistan), ("alone", china))
    }
    bodies["nowhere"] = InstitutionFactory(name="nowhere", country=None)
    for names in (("A", "B"), ("B", "T"), ("alone", "nowhere")):
        agreement = AgreementFactory()
        for name in names:
            PartyFactory(agreement=agreement, institution=bodies[name])
    return bodies


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?works_with=CN", ["A", "B", "nowhere", "T"]),
        ("?works_with=UZ", ["B"]),
        ("?works_with=UZ&works_with=CN", ["A", "B", "nowhere", "T"]),
    ],
    ids=["its own country only with another body", "another country", "either"],
)
def test_institutions_work_with_the_countries_of_other_parties(client, partners, address, expected):
    page = client.get(f"/institutions/{address}")

    assert sorted((one.name for one in page.context["object_list"]), key=str.lower) == expected
    [panel] = [one for one in page.context["panels"] if one.parameter == "works_with"]
    counts = {entry.value.text: entry.count for entry in panel.entries}
    assert counts == {"CN": 4, "UZ": 1, "not-stated": 1}


def test_institutions_work_with_the_country_to_which_a_partner_moved(client, partners):
    client.get("/institutions/")

    partners["T"].country = CountryFactory(code="KZ", name="KZ")
    partners["T"].save()

    page = client.get("/institutions/?works_with=KZ")
    assert [one.name for one in page.context["object_list"]] == ["B"]


@pytest.mark.parametrize(
    ("moved", "code", "expected"),
    [
        ("T", "CN", [["A", "B", "nowhere", "T"], []]),
        ("B", "UZ", [["B", "nowhere"], ["A", "B", "T"]]),
        ("AB", "UZ", [["nowhere"], ["A", "B", "T"]]),
        ("B", None, [["B", "nowhere"], ["B"]]),
    ],
    ids=["to them", "away from one, to another", "two at once", "to none"],
)
def test_bodies_work_with_their_own_country_where_another_one_moved_to(
    client, partners, moved, code, expected
):
    client.get("/institutions/")

    with transaction.atomic():
        for name in moved:
            partners[name].country_id = code
            partners[name].save()

    pages = [client.get(f"/institutions/?works_with={country}") for country in ("CN", "UZ")]
    found = [[one.name for one in page.context["object_list"]] for page in pages]
    assert [sorted(names, key=str.lower) for names in found] == expected


def test_country_that_there_is_not_is_named(client, partners):
    page = client.get("/institutions/?works_with=Uzbekistan")

    assert page.context["object_list"] == []
    assert "No country has the code “Uzbekistan”" in text(page)


@pytest.mark.parametrize("language", ["", "/ru"])
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Aral", "Bukhara", "A plant", "A body"]),
        ("-name", ["Bukhara", "Aral", "A body", "A plant"]),
    ],
)
def test_bodies_that_no_source_names_come_last(client, language, sort, expected):
    plant = InstitutionFactory(name="A plant", is_named=False)
    for name in ("Bukhara", "Aral"):
        InstitutionFactory(name=name)
    InstitutionFactory(name="A body", is_named=False)
    Name.objects.create(institution=plant, language="ru", text="Завод", kind="official")

    page = client.get(f"{language}/institutions/?sort={sort}")

    assert [institution.name for institution in page.context["object_list"]] == expected


def test_body_that_is_named_later_finds_its_place(client):
    InstitutionFactory(name="Bukhara")
    body = InstitutionFactory(name="Aral", is_named=False)
    client.get("/institutions/")
    body.is_named = True
    body.save()

    page = client.get("/institutions/")

    assert [institution.name for institution in page.context["object_list"]] == ["Aral", "Bukhara"]
