"""Edits in the admin: listed, told record by record, undone whole by whoever may."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.admin import edit_words
from agreements.changes import told_edits
from agreements.changes.edits import edit
from agreements.models import Agreement, Citation, Edit, Sector
from tests.admin.forms import change, filled_in, problems
from tests.factories import AgreementFactory, CitationFactory, SectorFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/agreements/edit/"


def page_of(edit):
    return f"/admin/agreements/edit/{edit.pk}/change/"


def undoing(edit):
    return f"/admin/agreements/edit/{edit.pk}/undo/"


@pytest.fixture
def renamed():
    """Return the edit by which a sector got another name."""
    SectorFactory(name="Before")
    with edit("Anora", "The source says so") as made:
        Sector.objects.update(name="After")
    return made


@pytest.fixture
def staff(client):
    """Return a function that signs in somebody who has some permissions."""

    def sign_in(*codenames):
        user = get_user_model().objects.create_user("bek", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(user)
        return client

    return sign_in


def listed(response):
    return [each.pk for each in response.context["cl"].result_list]


def test_list_says_who_changed_what_and_why(admin_client, agreement, renamed):
    with edit("Bek") as cited:
        CitationFactory.create_batch(
            2, agreement=agreement, source=agreement.citations.get().source
        )
        Agreement.objects.update(title="Another")
        agreement.sectors.set(Sector.objects.all())

    response = admin_client.get(LIST)

    told = [(each.who, each.why, each.words) for each in response.context["cl"].result_list]
    assert told == [
        ("Bek", "", "citations: 2, agreements: 1, sectors (links): 1"),
        ("Anora", "The source says so", "sectors: 1"),
    ]
    assert listed(response) == [cited.pk, renamed.pk]


def test_large_edit_is_not_counted_row_by_row(admin_client, monkeypatch):
    monkeypatch.setattr(edit_words, "MOST_COUNTED", 2)
    with edit("Anora"):
        SectorFactory.create_batch(3)

    [listed] = admin_client.get(LIST).context["cl"].result_list

    assert listed.words == "More than 1,000 rows"


def test_list_takes_as_many_queries_for_one_edit_as_for_three(admin_client, renamed):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(LIST)
        return len(captured)

    one = queries()
    for name in ("Later", "Latest"):
        with edit("Anora"):
            Sector.objects.update(name=name)

    assert queries() == one


def test_list_is_narrowed_by_person_by_noun_and_by_day(admin_client, agreement, renamed):
    with edit("Bek") as cited:
        Citation.objects.update(claim="Another")
    Edit.objects.filter(pk=cited.pk).update(at="2024-05-01T12:00:00Z")

    found = {
        query: listed(admin_client.get(LIST + query))
        for query in (
            "?who=Anora",
            "?who=Nobody",
            "?noun=sector",
            "?noun=agreement",
            "?at__year=2024&at__month=5&at__day=1",
            "?at__year=2024&at__month=5&at__day=2",
        )
    }

    assert list(found.values()) == [[renamed.pk], [], [renamed.pk], [cited.pk], [cited.pk], []]


@pytest.mark.parametrize(
    "query",
    ["?who=%00", "?noun=nothing", "?at__year=x", "?at__year=2024&at__month=77", "?p=-1", "?o=9"],
)
def test_hostile_address_of_the_list_is_answered(admin_client, renamed, query):
    assert admin_client.get(LIST + query, follow=True).status_code == 200


def test_page_tells_each_change_with_its_record(admin_client, agreement):
    with edit("Anora", "Read again") as made:
        Agreement.objects.update(title="Another")
        citation = agreement.citations.get()
        citation.delete()

    response = admin_client.get(page_of(made))

    [told] = response.context["told"].records
    assert (told.record.pk, told.is_there) == (agreement.pk, True)
    assert [(each.op, each.subject) for each in told.changes] == [("U", ""), ("D", "Citation")]
    assert told.changes[0].lines == [("Title", "A college", "Another")]
    assert (
        f'<a class="section" href="{change(agreement)}"><bdi>Another</bdi></a>'
        in response.content.decode()
    )


def test_page_tells_the_first_rows_and_how_many_more_there_are(admin_client, monkeypatch):
    monkeypatch.setattr(told_edits, "MOST_ROWS", 2)
    with edit("Anora") as made:
        SectorFactory.create_batch(5)

    response = admin_client.get(page_of(made))

    assert (len(response.context["told"].records), response.context["told"].more) == (2, 3)
    assert "3 rows more are not shown here." in response.content.decode()


def test_page_takes_as_many_queries_for_one_row_as_for_three(admin_client):
    def queries(number):
        with edit("Anora") as made:
            SectorFactory.create_batch(number)
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(page_of(made))
        return len(captured)

    assert queries(1) == queries(3)


def test_page_of_no_edit_leads_away(admin_client):
    response = admin_client.get("/admin/agreements/edit/99/change/")

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


def test_edit_that_changed_no_row_is_told_and_not_undone(admin_client):
    with edit("manage.py forget", "Asked for", kind=Edit.Kind.FORGET) as made:
        pass

    page = admin_client.get(page_of(made))

    assert "Nothing in the register is changed by it." in page.content.decode()
    assert page.context["may_undo"] is False
    assert admin_client.post(undoing(made), {"why": "A slip"}).status_code == 403


@pytest.mark.parametrize("number", ["99", "9" * 30])
@pytest.mark.parametrize("page", ["{}/undo/", "deleted/{}/put-back/"])
def test_number_of_nothing_is_not_found(admin_client, page, number):
    assert admin_client.get(f"/admin/agreements/edit/{page.format(number)}").status_code == 404


def test_edit_is_undone_with_a_reason(admin_client, renamed):
    asked = admin_client.get(undoing(renamed))
    done = admin_client.post(undoing(renamed), {"why": "It was right before"})

    [told] = asked.context["told"].records
    undone = Edit.objects.first()
    assert told.changes[0].lines == [("Name", "After", "Before")]
    assert (done.status_code, done.headers["Location"]) == (302, page_of(undone))
    assert (undone.who, undone.why, undone.undoes) == ("admin", "It was right before", renamed)
    assert Sector.objects.get().name == "Before"
    assert "It was undone by that of" in admin_client.get(page_of(renamed)).content.decode()


@pytest.mark.parametrize("why", ["", " \n", "\x00", "=1+1", "x" * 1_001])
def test_edit_is_not_undone_without_a_reason_that_can_be_read(admin_client, renamed, why):
    response = admin_client.post(undoing(renamed), {"why": why})

    assert (response.status_code, len(response.context["reason"].errors)) == (200, 1)
    assert (Sector.objects.get().name, Edit.objects.count()) == ("After", 1)


def test_undoing_that_is_refused_names_the_later_edit_and_keeps_what_was_typed(
    admin_client, renamed
):
    with edit("Bek") as later:
        Sector.objects.update(name="Later")

    response = admin_client.post(undoing(renamed), {"why": "It was right before"})

    page = problems(response)
    assert "A later change stands on what this edit changed: that of Bek" in page
    assert f'<a href="{page_of(later)}">The later edit' in page
    assert response.context["reason"]["why"].value() == "It was right before"
    assert Sector.objects.get().name == "Later"


NEEDED = ["change_sector", "delete_citation", "add_party", "undo_edits"]


@pytest.mark.parametrize(
    ("codenames", "expected"),
    [
        ([], 403),
        (NEEDED[:1] + NEEDED[3:], 403),
        (NEEDED[:2] + NEEDED[3:], 403),
        (NEEDED[:3], 403),
        (NEEDED, 302),
    ],
    ids=["nothing", "only what was changed", "not what was removed", "not of others", "all of it"],
)
def test_whoever_may_change_all_that_is_undone_may_undo(staff, agreement, codenames, expected):
    SectorFactory(name="Before")
    with edit("Anora") as made:
        Sector.objects.update(name="After")
        CitationFactory(agreement=agreement, source=agreement.citations.get().source)
        agreement.parties.last().delete()
    client = staff(*codenames)

    page = client.get(page_of(made))
    done = client.post(undoing(made), {"why": "A slip"})

    assert (page.status_code, page.context["may_undo"]) == (200, expected == 302)
    assert done.status_code == expected
    assert (Sector.objects.get().name == "Before") is (expected == 302)


@pytest.mark.parametrize(("codename", "expected"), [("add_sector", 302), ("change_sector", 403)])
def test_whoever_may_still_do_what_they_did_may_take_it_back(staff, codename, expected):
    with edit("bek") as made:
        SectorFactory()
    client = staff(codename)

    done = client.post(undoing(made), {"why": "A slip"})

    assert (done.status_code, Sector.objects.count()) == (expected, int(expected == 403))


def test_link_to_one_of_several_records_takes_the_permission_of_its_holder(staff):
    agreement = AgreementFactory()
    with edit("Anora") as made:
        agreement.sectors.add(SectorFactory())
    client = staff("change_agreement", "delete_sector", "undo_edits")

    done = client.post(undoing(made), {"why": "A slip"})

    assert (done.status_code, Sector.objects.count()) == (302, 0)


def test_edits_themselves_are_never_added_changed_or_deleted(admin_client, renamed):
    statuses = [
        admin_client.get(f"/admin/agreements/edit/{end}").status_code
        for end in ("add/", f"{renamed.pk}/delete/")
    ]
    admin_client.post(page_of(renamed), {"who": "Somebody else", "why": ""})

    assert statuses == [403, 403]
    assert list(Edit.objects.values_list("who", flat=True)) == ["Anora"]


def test_first_page_tells_the_newest_edits(admin_client, renamed):
    page = admin_client.get("/admin/").content.decode()

    assert f'<a href="{page_of(renamed)}">' in page
    assert '<span class="mini quiet">sectors: 1</span>' in page


def test_deleting_an_account_keeps_its_edits(admin_client, admin_user):
    sector = SectorFactory(name="Before")
    data = filled_in(admin_client.get(change(sector))) | {"name": "After"}
    admin_client.post(change(sector), data)
    get_user_model().objects.filter(pk=admin_user.pk).delete()

    assert list(Edit.objects.values_list("who", flat=True)) == ["admin"]
