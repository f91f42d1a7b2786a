"""Merging by hand: all is shown before it is done, by those who may, and what was sent is kept."""

import pytest
from django.contrib.auth.models import Permission, User

from agreements.models import Edit, Institution
from agreements.models.alias import MERGED
from tests.admin.forms import change, problems
from tests.admin.merge_form import WHY, address, merge, shown
from tests.changes.moments import copies, without_moments
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    PublisherFactory,
    SectorFactory,
    factory_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    """Two institutions that are one; the first has another kind, a party and a citation."""
    lost = InstitutionFactory(name="ZTE Corporation", kind="enterprise")
    kept = InstitutionFactory(name="ZTE")
    PartyFactory(institution=lost)
    CitationFactory(agreement=None, institution=lost, field="kind", claim="Calls it a firm.")
    return lost, kept


def test_form_of_a_record_leads_to_merging_it(admin_client, twins):
    lost, _kept = twins

    page = problems(admin_client.get(change(lost)))
    choice = problems(admin_client.get(address(lost)))

    assert f'<a href="{address(lost)}">Merge into another record</a>' in page
    assert "Which record is the same as “ZTE Corporation”, and stays?" in choice


def test_page_shows_what_moves_and_what_sources_say_then(admin_client, twins):
    page = problems(admin_client.get(address(*twins)))

    assert "Parties, by “institution”: 1" in page
    assert "Citations: 1" in page
    assert "iChongqing</bdi> · <bdi>Calls it a firm.</bdi> – Supports → Disputes" in page
    assert "(Enterprise)" in page


@pytest.mark.parametrize("noun", MERGED)
def test_records_of_each_noun_are_merged_in_one_edit_and_undone(admin_client, noun):
    more = [{"name": name} for name in ("A", "B")] if noun == "publisher" else [{}, {}]
    made = PublisherFactory if noun == "publisher" else factory_of(noun)
    lost, kept = (made(**one) for one in more)
    if noun == "agreement":
        for agreement in (lost, kept):
            PartyFactory.create_batch(2, agreement=agreement)
            CitationFactory(agreement=agreement)
    before = without_moments(copies())

    response = merge(admin_client, lost, kept)
    [made] = Edit.objects.all()
    is_gone = not type(lost).objects.filter(pk=lost.pk).exists()
    admin_client.post(f"/admin/agreements/edit/{made.pk}/undo/", {"why": "They are two."})

    assert (response.status_code, response["Location"]) == (302, change(kept))
    assert (made.who, made.why, is_gone) == ("admin", WHY, True)
    assert without_moments(copies()) == before


def test_chosen_value_is_taken_from_the_other(admin_client, twins):
    lost, kept = twins

    merge(
        admin_client, lost, kept, **{"side-kind": "lost", "language": "zh-Latn", "kind": "former"}
    )

    kept.refresh_from_db()
    [name] = kept.names.all()
    assert (kept.name, kept.kind) == ("ZTE", "enterprise")
    assert (name.text, name.language, name.kind) == ("ZTE Corporation", "zh-Latn", "former")
    assert [one.stance for one in kept.citations.all()] == ["supports"]


@pytest.mark.parametrize(
    "values",
    [
        {"why": " "},
        {"side-kind": "nobody"},
        {"side-kind": "both"},
        {"language": "English"},
        {"kind": "\0"},
    ],
)
def test_what_cannot_be_is_refused_and_comes_back(admin_client, twins, values):
    response = merge(admin_client, *twins, **{"why": "Kept words.", **values})

    page = problems(response)
    assert (response.status_code, "Nothing was saved yet" in page) == (200, True)
    assert ("Kept words." in page) is ("why" not in values)
    assert Institution.objects.filter(name__startswith="ZTE").count() == 2


@pytest.mark.parametrize("number", [0, 1], ids=["the one that goes", "the one that stays"])
def test_page_that_is_older_than_a_change_comes_back_with_all_that_was_chosen(
    admin_client, twins, number
):
    data = shown(admin_client.get(address(*twins)))
    NameFactory(institution=twins[number])

    stale = admin_client.post(address(*twins), data | {"why": WHY, "side-kind": "lost"})
    again = admin_client.post(address(*twins), shown(stale))

    page = problems(stale)
    assert "One of the two records was changed since this page was shown" in page
    assert (WHY in page, stale.context["form"]["side-kind"].value()) == (True, "lost")
    assert (again.status_code, again["Location"]) == (302, change(twins[1]))


def test_second_click_merges_nothing_more(admin_client, twins):
    data = shown(admin_client.get(address(*twins))) | {"why": WHY}

    first = admin_client.post(address(*twins), data)
    second = admin_client.post(address(*twins), data, follow=True)

    assert (first.status_code, second.status_code, Edit.objects.count()) == (302, 200, 1)


@pytest.mark.parametrize("into", ["itself", "7777", "x", "1" + 30 * "0", "a\0"])
def test_survivor_that_cannot_be_is_refused_with_a_sentence(admin_client, twins, into):
    lost, _kept = twins
    into = lost.pk if into == "itself" else into

    response = admin_client.get(address(lost), {"into": into})

    assert (response.status_code, "errorlist" in problems(response)) == (200, True)


def test_agreement_between_the_two_is_said_before_and_refused(admin_client, agreement):
    lost, kept = (party.institution for party in agreement.parties.all())
    before = without_moments(copies())

    page = problems(admin_client.get(address(lost, kept)))
    refused = problems(merge(admin_client, lost, kept))

    sentence = "AG-0001 is an agreement between the two: it would be one with itself."
    assert (sentence in page, f'<p class="errornote">{sentence}</p>' in refused) == (True, True)
    assert without_moments(copies()) == before


@pytest.mark.parametrize(
    ("rights", "status"),
    [
        (["view_institution", "change_institution", "delete_institution"], 403),
        (["merge_records"], 403),
        (["merge_records", "view_institution"], 302),
    ],
)
def test_merging_takes_a_right_of_its_own(client, twins, rights, status):
    editor = User.objects.create_user("editor", is_staff=True)
    data = {"why": WHY, "side-name": "kept", "side-kind": "kept", "language": "en"}
    client.force_login(editor)
    editor.user_permissions.set(Permission.objects.filter(codename__in=rights))
    page = client.get(address(*twins))
    sent = data | {"kind": "official"} | (shown(page) if status == 302 else {})

    response = client.post(address(*twins), sent | {"why": WHY})

    assert response.status_code == status
    assert Institution.objects.filter(name="ZTE Corporation").exists() is (status == 403)


def test_who_may_not_merge_is_not_offered_it(client, twins):
    editor = User.objects.create_user("editor", is_staff=True)
    rights = Permission.objects.filter(codename__in=["view_institution", "change_institution"])
    editor.user_permissions.set(rights)
    client.force_login(editor)

    pages = [client.get(change(twins[0])), client.get("/admin/agreements/institution/")]

    assert ["/merge/" in problems(page) or "Likely twins" in problems(page) for page in pages] == [
        False,
        False,
    ]


def test_sectors_of_two_agreements_are_chosen_or_joined(admin_client, agreement):
    other = AgreementFactory()
    PartyFactory.create_batch(2, agreement=other)
    CitationFactory(agreement=other)
    one, two = SectorFactory(), SectorFactory()
    agreement.sectors.set([one])
    other.sectors.set([two])

    merge(admin_client, other, agreement)

    assert {*agreement.sectors.all()} == {one, two}
