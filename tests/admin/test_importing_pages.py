"""Importing in the admin: seen first, saved once as one edit, and by those who may."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Agreement, Citation, Edit, Institution, Source
from tests.admin.import_steps import ADDRESS, SAVE, as_file, choose, csv_file, go_on, shown, told
from tests.changes.moments import copies, without_moments
from tests.factories import CountryFactory, SectorFactory

pytestmark = pytest.mark.django_db

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAY = ("import_sheets",)


@pytest.fixture(autouse=True)
def countries(db):
    """Two countries."""
    CountryFactory(code="CN", name="China")
    CountryFactory(code="UZ", name="Uzbekistan")


@pytest.fixture
def editor(client):
    """A client of somebody who may do nothing but what a test adds."""
    user = User.objects.create_user("editor", is_staff=True)
    client.force_login(user)
    return user


def may(user, *codenames):
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))


@pytest.mark.parametrize(
    ("rights", "status"), [((), 403), (("add_agreement", "view_agreement"), 403), (MAY, 200)]
)
def test_importing_takes_a_right_of_its_own(client, editor, rights, status):
    may(editor, *rights)
    made = Edit.objects.create(who="somebody", kind=Edit.Kind.IMPORT)
    addresses = (ADDRESS, f"{ADDRESS}agreements.csv", f"{ADDRESS}{made.pk}/")

    answers = [client.get(address).status_code for address in addresses]

    assert [*answers, choose(client).status_code] == 4 * [status]


@pytest.mark.parametrize("rights", [MAY, ()])
def test_importing_is_offered_to_those_who_may(client, editor, rights):
    may(editor, "view_agreement", "view_institution", "view_sector", *rights)
    lists = [f"/admin/agreements/{noun}/" for noun in ("agreement", "institution", "sector")]

    pages = [client.get(address).content.decode() for address in ("/admin/", *lists)]

    is_offered = [f'href="{ADDRESS}"' in page for page in pages]
    assert is_offered == ([True, True, True, False] if rights else 4 * [False])


def test_who_has_no_login_is_asked_for_one(client):
    response = client.get(ADDRESS)

    assert (response.status_code, "/login/" in response["Location"]) == (302, True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7 and more", "This is no table. Send the table as XLSX or as CSV."),
        (b"PK\x03\x04 and more", "The workbook is damaged: open it in a spreadsheet"),
        (b"title,parties\n", "The sheet has no row below its headings."),
        (b"x" * (5 * 1024 * 1024 + 1), "A file has at most 5 MB: part the sheet in several."),
    ],
    ids=["empty", "PDF", "damaged", "headings only", "large"],
)
def test_file_that_is_no_sheet_comes_back_with_its_sentence(admin_client, content, sentence):
    response = choose(
        admin_client,
        agreements=SimpleUploadedFile("sheet.csv", content),
        institutions=as_file([{"name": "A", "country": "CN"}], "bodies.csv"),
    )

    assert (response.status_code, sentence in told(response)) == (200, True)
    assert Institution.objects.count() == 0


def test_each_unreadable_file_has_its_own_sentence(admin_client):
    pdf = SimpleUploadedFile("a.pdf", b"%PDF-1.7")

    form = choose(
        admin_client, agreements=pdf, institutions=SimpleUploadedFile("b.csv", b"")
    ).context["form"]

    assert (form.errors["agreements"], form.errors["institutions"]) == (
        ["This is no table. Send the table as XLSX or as CSV."],
        ["The file is empty."],
    )


@pytest.mark.parametrize("sender", ["", "a\0b", "x" * 201, "a\tb"])
def test_sender_that_cannot_be_and_no_file_are_refused(admin_client, sender):
    response = admin_client.post(ADDRESS, {"sender": sender})

    assert (response.status_code, bool(response.context["form"].errors)) == (200, True)


def test_two_files_of_one_name_are_refused(admin_client):
    response = choose(
        admin_client,
        agreements=csv_file({}, name="a.csv"),
        institutions=as_file([{"name": "A", "country": "CN"}], "a.csv"),
    )

    assert "Both files have one name: rename one of them." in told(response)


def test_what_is_too_much_to_travel_is_refused(admin_client, monkeypatch):
    monkeypatch.setattr("agreements.admin.import_forms.MOST", 100)

    response = choose(admin_client)

    assert "There is too much in it to be looked at here" in told(response)


def test_plan_tells_counts_rows_and_files_and_saves_nothing(admin_client):
    response = choose(admin_client, {}, {"title": "Another", "event": "A forum, Tashkent, 2023"})

    page, plan = told(response), response.context["plan"]
    assert [count for _label, count in response.context["counts"]] == ["2", "0", "0", "0"]
    assert f"SHA-256 {plan.sheets[0].digest}" in page
    assert ("Institution: A College" in page or "institution: A College" in page) is True
    assert (Agreement.objects.count(), Edit.objects.count()) == (0, 0)


def test_all_errors_stand_in_one_table_by_row_and_column(admin_client):
    response = choose(
        admin_client,
        {"kind": "pact", "signed_on": "the day before"},
        {},
        {"parties": "A College | host | | | Atlantis; B | | | | UZ"},
    )

    places = [(problem.row, problem.column) for problem in response.context["plan"].problems]
    assert sorted(places) == [(2, "kind"), (2, "signed_on"), (4, "parties")]
    page = response.content.decode()
    assert all(f"><bdi>{column}</bdi></td>" in page for _row, column in places)
    assert 'name="_save"' not in page


def test_sheet_with_an_error_is_not_saved_whatever_is_sent(admin_client):
    plan = choose(admin_client, {}, {"kind": "pact"})

    response = go_on(admin_client, plan, **SAVE)

    assert (response.status_code, Source.objects.count()) == (200, 0)


def test_saved_import_is_one_edit_that_is_undone_whole(admin_client):
    before = without_moments(copies())
    bodies = as_file(
        [{"name": "A College", "country": "CN", "source_url": "https://a.org/"}], "b.csv"
    )
    plan = choose(admin_client, agreements=csv_file({}, {"title": "B"}), institutions=bodies)

    saved = go_on(admin_client, plan, **SAVE)
    page = admin_client.get(saved["Location"])
    [edit] = Edit.objects.all()
    counts = Agreement.objects.count(), Institution.objects.count()
    undo = f"/admin/agreements/edit/{edit.pk}/undo/"
    admin_client.post(undo, {"why": "It was the wrong sheet."})

    names = [f"{sheet.name} (SHA-256 {sheet.digest})" for sheet in plan.context["plan"].sheets]
    assert (edit.who, edit.kind, edit.look) == ("admin", "import", "import")
    assert edit.why == f"Import of {'; '.join(names)}."
    assert counts == (2, 2)
    assert f'href="{undo}"' in page.content.decode()
    assert "Agreements 2 0" in " ".join(told(page).split())
    assert without_moments(copies()) == before
    assert "It was undone since" in told(admin_client.get(saved["Location"]))


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("agreements.csv", "text/csv; charset=utf-8"), ("institutions.xlsx", XLSX_TYPE)],
)
def test_empty_sheet_is_sent_as_a_file(admin_client, name, content_type):
    response = admin_client.get(f"{ADDRESS}{name}")

    assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_page_of_an_edit_that_is_no_import_is_not_there(admin_client):
    made = Edit.objects.create(who="somebody")

    assert admin_client.get(f"{ADDRESS}{made.pk}/").status_code == 404


def test_plan_of_a_register_that_changed_comes_back_anew(admin_client):
    plan = choose(admin_client, {"sectors": "logistics"})
    SectorFactory(name="Logistics", slug="logistics")

    stale = go_on(admin_client, plan, **SAVE)
    saved = go_on(admin_client, stale, **SAVE)

    assert "The register was changed since this plan was shown; nothing was saved." in told(stale)
    assert not any("ogistics" in made for row in stale.context["plan"].rows for made in row.makes)
    assert (saved.status_code, Agreement.objects.count()) == (302, 1)


def test_second_click_saves_nothing_more(admin_client):
    data = shown(choose(admin_client)) | SAVE

    first, second = (admin_client.post(ADDRESS, data) for _click in range(2))

    assert (first.status_code, second["Location"]) == (302, first["Location"])
    page = told(admin_client.get(second["Location"]))
    assert "This form was saved already; it was not saved a second time." in page
    assert (Edit.objects.count(), Agreement.objects.count()) == (1, 1)


def test_what_is_known_already_is_not_saved(admin_client):
    go_on(admin_client, choose(admin_client), **SAVE)

    again = choose(admin_client)
    response = go_on(admin_client, again, **SAVE)

    assert "All of it is in the register already: there is nothing to save." in told(again)
    assert (response.status_code, Edit.objects.count()) == (200, 1)


def test_list_as_a_spreadsheet_comes_back_changed(admin_client):
    go_on(admin_client, choose(admin_client), **SAVE)
    text = admin_client.get("/agreements.csv?rows=agreements").getvalue().decode()
    edited = text.replace("A college of logistics", "A school")

    plan = choose(admin_client, agreements=SimpleUploadedFile("list.csv", edited.encode()))
    go_on(admin_client, plan, **SAVE)

    assert [count for _label, count in plan.context["counts"]] == ["0", "0", "1", "0"]
    assert (Agreement.objects.get().title, Citation.objects.exists()) == ("A school", True)


@pytest.mark.parametrize("text", ["", "nonsense", "x:y:z"])
def test_sheets_that_somebody_made_up_are_not_read(admin_client, text):
    response = admin_client.post(ADDRESS, {"_sheets": text, **SAVE})

    assert "The sheets did not come along with the form: choose the files again." in told(response)


def test_sheets_of_somebody_else_are_not_read(admin_client, client, editor):
    may(editor, *MAY)
    carried = shown(choose(admin_client))

    response = client.post(ADDRESS, carried)

    assert "The sheets did not come along with the form" in told(response)
