"""A plan is saved as one edit, undone whole, and nothing of it is saved where a rule forbids it."""

import pytest
from django.utils.translation import override

from agreements.changes.undo import undo
from agreements.editing.integrity import violations
from agreements.editing.refusals import Refused
from agreements.importing.plan import make_plan
from agreements.importing.plan_saving import save_plan
from agreements.importing.sheet_files import read_sheet
from agreements.models import Agreement, Citation, Edit, Event, Institution, SheetColumns, Source
from tests.factories import CountryFactory, NameFactory, SectorFactory
from tests.importing.small_sheets import bodies, outcomes, planned, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def countries(db):
    """Two countries."""
    CountryFactory(code="CN", name="China")
    CountryFactory(code="UZ", name="Uzbekistan")


def exported(client, address):
    answer = client.get(address)
    return read_sheet(answer.getvalue(), "export")


def test_plan_is_saved_as_one_edit_that_names_the_file():
    plan = planned({}, {"title": "Another", "signed_on": "2023-05"})

    saved = save_plan(plan, "editor")

    [edit] = Edit.objects.all()
    digest = plan.sheets[0].digest
    assert (edit, edit.who, edit.kind, edit.look, edit.why) == (
        saved,
        "editor",
        "import",
        "import",
        f"Import of agreements.csv (SHA-256 {digest}).",
    )
    assert Agreement.objects.count() == 2


def test_saved_plan_breaks_no_truth_of_the_register():
    single = {"title": "One side", "parties": "A College | host | | | CN"}
    row = {"name": "A College", "country": "CN", "name_zh": "甲学院", "aliases": "AC"}
    plan = make_plan([sheet({}, single), bodies(row)])

    save_plan(plan, "editor")

    assert [str(broken.sentence) for broken in violations()] == []


def test_saved_plan_is_undone_whole():
    edit = save_plan(planned({}, {"title": "Another", "event": "A forum, Tashkent, 2023"}), "a")

    undo(edit, "b", "It was the wrong sheet.")

    models = (Agreement, Institution, Source, Citation)
    assert [model.objects.count() for model in models] == [0, 0, 0, 0]


def test_sheet_is_known_once_it_is_saved():
    save_plan(planned({}, {"title": "B", "signed_on": ""}), "editor")

    again = planned({}, {"title": "B", "signed_on": ""})

    assert outcomes(again) == ["known", "known"]
    assert (again.drafts.records, again.drafts.items, again.choices) == ([], [], [])


def test_plan_with_a_problem_is_not_saved():
    with pytest.raises(Refused):
        save_plan(planned({}, {"kind": "pact"}), "editor")

    assert Source.objects.count() == 0


def test_plan_is_made_anew_where_the_register_was_changed():
    plan = planned()
    SectorFactory()

    with pytest.raises(Refused):
        save_plan(plan, "editor")

    assert Agreement.objects.count() == 0


def test_columns_of_a_sender_are_remembered():
    odd = sheet({"Colour": "red"})

    save_plan(make_plan([odd], columns={"Colour": ""}, sender="Ministry of A"), "editor")

    [kept] = SheetColumns.objects.all()
    assert (kept.sender, kept.columns["Colour"]) == ("Ministry of A", "")


@pytest.mark.parametrize("address", ["/agreements.xlsx", "/agreements.csv?rows=agreements"])
def test_unedited_export_changes_nothing(client, address):
    save_plan(planned({}, {"title": "B", "signed_on": "2023", "event": "A forum, 2023"}), "a")

    plan = make_plan([exported(client, address)])

    assert (outcomes(plan), plan.problems) == (["known", "known"], [])
    assert (plan.drafts.records, plan.drafts.changed) == ([], [])


@pytest.mark.parametrize("language", ["en", "ru", "uz"])
@pytest.mark.parametrize("reader", ["en", "ru"])
def test_labels_in_the_language_of_a_sheet_are_no_change(client, language, reader):
    save_plan(planned({"event": "A forum, 2023"}), "a")
    NameFactory(institution=None, event=Event.objects.get(), text="Форум", language="ru")
    for body in Institution.objects.all():
        NameFactory(institution=body, text="Колледж", language="ru")

    with override(reader):
        plan = make_plan([exported(client, f"/agreements.csv?lang={language}")])

    assert (outcomes(plan), plan.problems) == (["known"], [])


def test_edited_export_changes_what_was_edited(client):
    save_plan(planned(), "editor")
    answer = client.get("/agreements.csv?rows=agreements")
    text = answer.getvalue().decode()
    edited = text.replace("A college of logistics", "A school").replace("2022-07-29", "2022-07")

    plan = make_plan([read_sheet(edited.encode(), "export.csv")])

    save_plan(plan, "editor")
    agreement = Agreement.objects.get()
    assert (outcomes(plan), plan.problems) == (["changed"], [])
    assert (agreement.title, agreement.signed.iso) == ("A school", "2022-07")


def test_edited_export_is_refused_where_no_sheet_can_change_it(client):
    save_plan(planned(), "editor")
    answer = client.get("/agreements.csv?rows=agreements")
    text = answer.getvalue().decode()
    edited = text.replace("A College", "Another College").replace("AG-0001,", "AG-0009,")

    wrong = make_plan([read_sheet(edited.encode(), "export.csv")])
    other = make_plan([read_sheet(edited.replace("AG-0009,", "AG-0001,").encode(), "export.csv")])

    assert [problem.column for problem in wrong.problems] == ["id"]
    assert [problem.column for problem in other.problems] == ["party_names"]
