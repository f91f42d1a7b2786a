"""Rules of the register do not depend on which parts of a form somebody may see."""

from itertools import combinations

import pytest
from django.contrib.auth.models import Group, Permission, User

from agreements.editing.roles import roles
from agreements.models import Agreement
from tests.admin.forms import change, filled_in, problems
from tests.factories import CitationFactory, InstitutionFactory, SourceFactory
from tests.sweeps import examples

pytestmark = pytest.mark.django_db

RIGHTS = [
    f"{verb}_{noun}"
    for noun in ("party", "citation")
    for verb in ("view", "add", "change", "delete")
]
ALL_SUBSETS = [rights for size in range(len(RIGHTS) + 1) for rights in combinations(RIGHTS, size)]
# All of them are tried in a sweep of eight times as many; else every eighth.
SUBSETS = ALL_SUBSETS[:: max(1, 8 // examples(1))]
ADD = "/admin/agreements/agreement/add/"
ENTERED = {
    "title": "No parties",
    "kind": "cooperation",
    "status": "signed",
    "stands_for": "1",
} | {
    f"{rows}-{end}": "0"
    for rows in ("parties", "links", "names", "figures", "citations", "projects")
    for end in ("TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.fixture
def editor(client):
    editor = User.objects.create_user("editor", is_staff=True)
    client.force_login(editor)
    return editor


def allow(editor, rights):
    """Give an editor the rights to edit agreements, and those to edit what belongs to them."""
    own = {f"{verb}_agreement" for verb in ("view", "add", "change")}
    editor.user_permissions.set(Permission.objects.filter(codename__in={*own, *rights}))


@pytest.fixture
def stripped(admin_client, agreement):
    """The form of an agreement as one sends it to delete all that it must have."""
    agreement.signed_on = "2025-06-13"
    agreement.save()
    CitationFactory(
        agreement=agreement, field="signed_on", stance="disputes", stated_value="14 June 2025"
    )
    data = filled_in(admin_client.get(change(agreement)))
    rows = [name.removesuffix("id") for name in data if name.endswith("-id")]
    return data | {"signed_on": ""} | {f"{row}DELETE": "on" for row in rows}


def test_no_rights_let_an_agreement_lose_what_it_must_have(client, editor, agreement, stripped):
    broken = []
    for rights in SUBSETS:
        allow(editor, rights)
        response = client.post(change(agreement), stripped)
        if response.status_code != 200 or agreement.parties.count() < 2:
            broken.append(rights)

    assert broken == []
    assert agreement.citations.count() == 2
    assert Agreement.objects.get().signed_on is not None


@pytest.mark.parametrize("role", roles())
def test_no_role_lets_an_agreement_lose_what_it_must_have(
    client, editor, agreement, stripped, role
):
    editor.groups.add(Group.objects.get(name=role))

    response = client.post(change(agreement), stripped)
    entered = client.post(ADD, ENTERED)

    statuses = (response.status_code, entered.status_code)
    assert statuses == ((403, 403) if role == "Viewer" else (200, 200))
    assert (agreement.parties.count(), agreement.citations.count()) == (2, 2)
    assert Agreement.objects.get().signed_on is not None


@pytest.mark.parametrize("role", ["Viewer", "Editor"])
def test_role_that_deletes_no_records_deletes_none(client, editor, agreement, role):
    editor.groups.add(Group.objects.get(name=role))

    response = client.post(f"{change(agreement)[:-7]}delete/", {"post": "yes", "why": "A slip"})

    assert (response.status_code, Agreement.objects.count()) == (403, 1)


def test_no_rights_let_an_agreement_be_entered_without_what_it_must_have(client, editor):
    statuses = set()
    for rights in SUBSETS:
        allow(editor, rights)
        statuses.add(client.post(ADD, ENTERED).status_code)

    assert (statuses, Agreement.objects.count()) == ({200, 403}, 0)


@pytest.mark.parametrize("rights", [(), ("view_party",), ("add_party",), ("change_citation",)])
def test_other_values_can_be_edited_without_rights_to_parties(client, editor, agreement, rights):
    allow(editor, rights)
    data = filled_in(client.get(change(agreement))) | {"title": "Edited"}

    response = client.post(change(agreement), data)

    assert (response.status_code, Agreement.objects.get().title) == (302, "Edited")


def test_agreement_that_came_without_a_citation_can_be_corrected(admin_client, agreement):
    agreement.citations.all().delete()
    data = filled_in(admin_client.get(change(agreement))) | {"title": "Edited"}

    response = admin_client.post(change(agreement), data)

    assert (response.status_code, Agreement.objects.get().title) == (302, "Edited")


def test_agreement_that_lost_a_party_says_so_as_it_was_typed(admin_client, agreement):
    data = filled_in(admin_client.get(change(agreement))) | {"title": "Edited"}
    data["parties-0-DELETE"] = "on"

    response = admin_client.post(change(agreement), data)

    assert "An agreement needs at least two parties." in problems(response)
    assert response.context["adminform"].form["title"].value() == "Edited"
    assert agreement.parties.count() == 2


def test_who_may_enter_parties_and_citations_may_enter_agreements(client, editor):
    allow(editor, ("add_party", "add_citation"))
    editor.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_institution", "view_source"])
    )
    data = filled_in(client.get(ADD)) | {"title": "A college", "citations-0-claim": "Tells of it."}
    data |= {f"parties-{row}-institution": InstitutionFactory().pk for row in (0, 1)}
    data |= {"citations-0-source": SourceFactory().pk}

    response = client.post(ADD, data)

    assert (response.status_code, Agreement.objects.get().title) == (302, "A college")
