"""What columns mean, and whom names mean: asked for, and remembered."""

import pytest

from agreements.importing.column_words import WORDS
from agreements.models import Agreement, Institution, SheetColumns
from tests.admin.import_steps import SAVE, as_file, choose, go_on, told
from tests.factories import CountryFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

NEAR = {"parties": "Maritime Vocational College Tianjin A | host | | | CN; B | | | | UZ"}


@pytest.fixture(autouse=True)
def countries(db):
    """Two countries."""
    CountryFactory(code="CN", name="China")
    CountryFactory(code="UZ", name="Uzbekistan")


def test_unknown_heading_is_asked_for_and_remembered_for_its_sender(admin_client):
    columns = choose(admin_client, {"Colour": "red", "Topic": "logistics"}, sender="Ministry")
    [colour, _topic] = columns.context["form"].unknown

    half = go_on(admin_client, columns, **{colour.html_name: "-"}, _named="x")
    [topic] = half.context["form"].unknown
    plan = go_on(admin_client, half, **{topic.html_name: "outcome"}, _named="x")
    again = go_on(admin_client, plan, **SAVE)
    later = choose(admin_client, {"Colour": "blue", "Topic": "a"}, sender="Ministry")

    assert (topic.label, "Say of each of these columns" in told(half)) == ("Topic", True)
    assert "What they mean is remembered for “Ministry”" in told(columns)
    assert (again.status_code, "plan" in later.context) == (302, True)
    kept = SheetColumns.objects.get().columns
    assert (kept["Colour"], kept["Topic"]) == ("", "outcome")
    assert Agreement.objects.get().summary == "logistics"


def test_columns_that_are_known_can_be_changed(admin_client):
    plan = choose(admin_client, {"summary": "Not this."})

    columns = go_on(admin_client, plan, _columns="x")
    form = columns.context["form"]
    [summary] = [field for field in form.known if field.label == "summary"]
    changed = go_on(admin_client, columns, **{summary.html_name: "-"}, _named="x")
    go_on(admin_client, changed, **SAVE)

    assert form.unknown == []
    assert Agreement.objects.get().summary == ""


def test_institutions_without_a_known_heading_are_what_they_were_said_to_be(admin_client):
    bodies = as_file([{"名称": "A College", "国家": "CN"}], "bodies.csv")

    columns = choose(admin_client, institutions=bodies, sender="Ministry")
    name, country = columns.context["form"].unknown
    chosen = {name.html_name: "name", country.html_name: "country"}
    plan = go_on(admin_client, columns, **chosen, _named="x")
    go_on(admin_client, plan, **SAVE)

    assert [label for label, _words in name.field.choices][2:] == list(WORDS["institutions"])
    assert Institution.objects.get().name == "A College"


def test_twin_is_offered_and_a_new_record_made_where_nothing_is_chosen(admin_client):
    twin = InstitutionFactory(name="Tianjin Maritime Vocational College", country_id="CN")

    plan = choose(admin_client, NEAR)
    [choice] = plan.context["choices"]
    go_on(admin_client, plan, **SAVE)

    offered = [(value, is_chosen) for value, _label, is_chosen in choice.options]
    assert offered == [("", True), (twin.ref, False)]
    assert choice.options[1][1].endswith(f"China – {twin.ref}")
    assert Institution.objects.filter(name__contains="Maritime").count() == 2


def test_chosen_twin_takes_part_in_all_rows(admin_client):
    twin = InstitutionFactory(name="Tianjin Maritime Vocational College", country_id="CN")
    plan = choose(admin_client, NEAR, NEAR | {"title": "Another"})
    [choice] = plan.context["choices"]

    seen = go_on(admin_client, plan, **{choice.name: twin.ref}, _plan="x")
    go_on(admin_client, seen, **SAVE)

    first, second = seen.context["choices"]
    chosen = [
        [value for value, _label, is_chosen in each.options if is_chosen]
        for each in (first, second)
    ]
    assert chosen == [[twin.ref], [""]]
    assert second.options[0][1].startswith("As chosen in a row before: Tianjin Maritime")
    assert twin.parties.count() == 2
    assert Institution.objects.filter(name__contains="Maritime").count() == 1


def test_choice_that_was_not_offered_is_an_error(admin_client):
    InstitutionFactory(name="Tianjin Maritime Vocational College", country_id="CN")
    plan = choose(admin_client, NEAR)
    [choice] = plan.context["choices"]

    response = go_on(admin_client, plan, **{choice.name: "IN-9999"}, **SAVE)

    assert "“IN-9999” was not among the choices." in told(response)
    assert Agreement.objects.count() == 0
