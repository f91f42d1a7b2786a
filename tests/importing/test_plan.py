"""What sheets would make: new, known or changed, all that is wrong at once, and nothing written."""

import pytest

from agreements.importing.plan import make_plan
from agreements.models import Agreement, Change, Institution, Membership, Sector, Source, Version
from tests.factories import CountryFactory, InstitutionFactory, NameFactory, SectorFactory
from tests.importing.small_sheets import bodies, outcomes, planned, sheet, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def countries(db):
    """Three countries."""
    for code, name in (("CN", "China"), ("UZ", "Uzbekistan"), ("KZ", "Kazakhstan")):
        CountryFactory(code=code, name=name)


def drafted(plan, model):
    return [record for record in plan.drafts.records if isinstance(record, model)]


def cited(plan, **wanted):
    """Return the fields that are cited of records of a noun, with how."""
    [noun] = wanted
    citations = [each for each in plan.drafts.citations if getattr(each, noun) == wanted[noun]]
    return {(each.field, each.basis) for each in citations}


def test_plan_writes_nothing():
    before = Version.objects.count(), Change.objects.count(), Agreement.objects.count()

    planned()

    assert (Version.objects.count(), Change.objects.count(), Agreement.objects.count()) == before


def test_new_row_cites_each_value_that_it_states():
    plan = planned()

    [agreement] = drafted(plan, Agreement)
    fields = ["", "kind", "status", "signed_on", "sectors", "parties", "stands_for"]
    assert outcomes(plan) == ["new"]
    assert cited(plan, agreement=agreement) == {(field, "stated") for field in fields}


def test_day_of_a_report_is_concluded():
    plan = planned({"note": "Date basis: report. Tells of it."})

    [agreement] = drafted(plan, Agreement)
    assert ("signed_on", "concluded") in cited(plan, agreement=agreement)
    assert [each.claim for each in plan.drafts.citations if each.field == ""][-1] == "Tells of it."


def test_single_party_has_another_without_a_name():
    plan = planned({"parties": "A College | host | vocational college | | CN"})

    unnamed = [body for body in drafted(plan, Institution) if not body.is_named]
    assert plan.problems == []
    assert [body.country_id for body in unnamed] == ["UZ"]


def test_country_without_a_party_has_one_without_a_name():
    plan = planned({"countries": "CN;UZ;KZ"})

    unnamed = [body for body in drafted(plan, Institution) if not body.is_named]
    assert [body.country_id for body in unnamed] == ["KZ"]


def test_every_error_is_named_by_row_and_column():
    plan = planned(
        {"kind": "pact", "status": "done with", "signed_on": "06/07/2025"},
        {"title": "Another", "parties": '"A | host', "countries": "XX"},
        {"title": "", "term": "", "source_url": "no address"},
        {"title": "A future one", "signed_on": "2199-01-01", "sectors": "!!!"},
        {"title": "Odd", "parties": "A | boss; | host", "source_published_on": "32 May 2020"},
    )

    assert set(told(plan)) >= {
        (2, "kind"),
        (2, "status"),
        (2, "signed_on"),
        (3, "parties"),
        (3, "countries"),
        (4, "title"),
        (5, "signed_on"),
        (5, "sectors"),
        (6, "parties"),
    }


def test_address_that_is_none_is_refused():
    assert set(told(planned({"source_url": "javascript:alert(1)"}))) == {(2, "source_url")}


def test_unknown_heading_is_named_until_it_is_mapped_or_left_out():
    odd = sheet({"Colour": "red"})

    unknown = make_plan([odd])
    left_out = make_plan([odd], columns={"Colour": ""})

    assert told(unknown) == [(1, "Colour")]
    assert left_out.problems == []


def test_heading_means_what_was_chosen():
    mapped = sheet({"Ergebnis": "Forty students."})

    plan = make_plan([mapped], columns={"Ergebnis": "summary"})

    assert [agreement.summary for agreement in drafted(plan, Agreement)] == ["Forty students."]


def test_missing_column_is_named():
    plan = make_plan([bodies({"name": "A"})], columns={"name": ""})

    assert (1, "name") in told(plan)


def test_party_is_known_by_any_of_its_names():
    body = InstitutionFactory(name="Tianjin Maritime College", country_id="CN")
    NameFactory(institution=body, language="zh-Hans", text="天津海运职业学院")

    plan = planned({"parties": "天津海運職業學院 | host | | | CN; B | host | | | UZ"})

    assert [each.name for each in drafted(plan, Institution)] == ["B"]


def test_body_of_another_country_is_another_body():
    InstitutionFactory(name="Polytechnic", country_id="KZ")

    plan = planned({"parties": "Polytechnic | host | | | UZ; B | host | | | CN"})

    assert [each.name for each in drafted(plan, Institution)] == ["Polytechnic", "B"]
    assert plan.choices == []


def test_likely_twin_is_offered_and_taken_where_it_was_chosen():
    twin = InstitutionFactory(name="Tianjin Maritime Vocational College", country_id="CN")
    row = {"parties": "Tianjin Vocational Maritime College Group | host | | | CN; B | | | | UZ"}

    asked = planned(row)
    [choice] = asked.choices
    answered = planned(row, answers={choice.key: twin.ref})

    assert choice.likely[0].record == twin
    assert len(drafted(asked, Institution)) == 2
    assert [each.name for each in drafted(answered, Institution)] == ["B"]


def test_choice_of_what_was_not_offered_is_refused():
    InstitutionFactory(name="Tianjin Maritime Vocational College", country_id="CN")
    row = {"parties": "Maritime Vocational College Tianjin A | host | | | CN; B | | | | UZ"}
    [choice] = planned(row).choices

    assert told(planned(row, answers={choice.key: "IN-9999"})) == [(2, "parties")]


def test_choice_holds_for_the_same_text_in_later_rows():
    twin = InstitutionFactory(name="Tianjin Maritime Vocational College", country_id="CN")
    row = {"parties": "Maritime Vocational College Tianjin A | host | | | CN; B | | | | UZ"}
    rows = [row, row | {"title": "Another"}]
    [choice] = planned(*rows).choices

    plan = planned(*rows, answers={choice.key: twin.ref})

    told_of = [(each.row, each.answer, each.is_taken_over) for each in plan.choices]
    assert told_of == [(2, twin.ref, False), (3, twin.ref, True)]
    assert [each.name for each in drafted(plan, Institution)] == ["B"]


def test_sector_is_known_by_name_or_short_name():
    SectorFactory(name="Logistics", slug="logistics")

    plan = planned({"sectors": "LOGISTICS"})

    [[_agreement, _name, sectors]] = plan.drafts.links
    assert [sector.slug for sector in sectors] == ["logistics"]
    assert sectors[0].pk is not None


def test_sector_of_another_script_has_an_address():
    plan = planned({"sectors": "物流"})

    [sector] = drafted(plan, Sector)
    assert plan.problems == []
    assert sector.slug.startswith("field-")


def test_note_with_a_sign_that_cannot_be_seen_is_refused():
    assert told(planned({"note": "A \u202e note"})) == [(2, "note")]


def test_rows_of_one_sheet_share_what_they_make():
    plan = planned({}, {"title": "Another", "signed_on": "2023"})

    assert len(drafted(plan, Source)) == 1
    assert len(drafted(plan, Institution)) == 2
    assert outcomes(plan) == ["new", "new"]


def test_row_of_an_institution_gives_its_party_more_names():
    bodies_first = bodies({"name": "A College", "country": "CN", "name_zh": "甲学院"})

    plan = make_plan([sheet({"parties": "甲学院 | host | | | CN; B | | | | UZ"}), bodies_first])

    assert [each.name for each in drafted(plan, Institution)] == ["A College", "B"]


def test_publisher_is_the_voice_and_not_who_passed_it_on():
    plan = planned({"source_publisher": "Xinhua via Another Daily (site)"})

    [source] = drafted(plan, Source)
    assert source.publisher.name == "Xinhua"


def test_row_without_a_source_needs_a_sender():
    without = {"source_url": "", "source_title": "", "source_publisher": ""}

    nobody, somebody = planned(without), planned(without, sender="Ministry of A")

    assert told(nobody) == [(2, "source_url")]
    assert somebody.problems == []
    assert {citation.locator for citation in somebody.drafts.citations} == {"row 2"}


def test_alliance_is_founded_by_a_row_of_that_kind():
    parties = "A College | chair | | | CN; B University | member | | | UZ"

    plan = planned({"kind": "alliance", "alliance": "An Alliance", "parties": parties})

    members = [item.role for item in plan.drafts.items if isinstance(item, Membership)]
    assert plan.problems == []
    assert members == ["chair", "member"]
