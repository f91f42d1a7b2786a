"""What the database refuses comes back as it was typed, under the sentence of the rule itself."""

import pytest
from django.db import IntegrityError, transaction

from agreements.editing.refusals import sentence_of
from agreements.models import Agreement, Alliance, Institution, Party, Sector, Source
from tests.admin.forms import change, filled_in, problems
from tests.factories import (
    CitationFactory,
    EventFactory,
    InstitutionFactory,
    LinkFactory,
    MembershipFactory,
    PartyFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties(agreement):
    return list(agreement.parties.order_by("pk"))


def test_party_that_somebody_else_added_meanwhile(admin_client, agreement):
    data = filled_in(admin_client.get(change(agreement))) | {"title": "As it was typed"}
    other = InstitutionFactory()
    data |= {"parties-TOTAL_FORMS": 3, "parties-2-institution": other.pk, "parties-2-role": "host"}
    PartyFactory(agreement=agreement, institution=other)

    response = admin_client.post(change(agreement), data)

    assert (response.status_code, "This institution is already a party." in problems(response)) == (
        200,
        True,
    )
    assert response.context["adminform"].form["title"].value() == "As it was typed"
    assert (Agreement.objects.get().title, agreement.parties.count()) == ("A college", 3)


def test_member_that_somebody_else_added_meanwhile(admin_client):
    alliance = MembershipFactory().alliance
    data = filled_in(admin_client.get(change(alliance)))
    other = InstitutionFactory()
    data |= {"memberships-TOTAL_FORMS": 2, "memberships-1-institution": other.pk}
    data["memberships-1-role"] = "member"
    MembershipFactory(alliance=alliance, institution=other)

    response = admin_client.post(change(alliance), data)

    assert "This institution is already in the alliance." in problems(response)
    assert Alliance.objects.get().memberships.count() == 2


def test_exchange_of_two_parties_is_saved(admin_client, agreement, parties):
    citation = CitationFactory(agreement=agreement, field="parties", party=parties[0])
    data = filled_in(admin_client.get(change(agreement)))
    first, second = (f"parties-{row}-institution" for row in (0, 1))
    data[first], data[second] = data[second], data[first]

    asked = admin_client.post(change(agreement), data)
    [notice] = asked.context["notices"]
    data = filled_in(asked) | {notice.parameter: "supports"}
    response = admin_client.post(change(agreement), data)

    exchanged = [party.institution for party in agreement.parties.order_by("pk")]
    citation.refresh_from_db()
    assert response.status_code == 302
    assert exchanged == [parties[1].institution, parties[0].institution]
    assert citation.party == parties[0]


def test_party_takes_the_place_of_one_that_is_deleted(admin_client, agreement, parties):
    third = PartyFactory(agreement=agreement)
    data = filled_in(admin_client.get(change(agreement)))
    data["parties-0-institution"], data["parties-1-DELETE"] = parties[1].institution.pk, "on"

    response = admin_client.post(change(agreement), data)

    assert response.status_code == 302
    assert list(agreement.parties.order_by("pk").values_list("pk", "institution")) == [
        (parties[0].pk, parties[1].institution.pk),
        (third.pk, third.institution.pk),
    ]


def test_party_moves_on_and_a_new_one_takes_its_place(admin_client, agreement, parties):
    other = InstitutionFactory()
    data = filled_in(admin_client.get(change(agreement)))
    data |= {"parties-0-institution": other.pk, "parties-TOTAL_FORMS": 3}
    data |= {"parties-2-institution": parties[0].institution.pk, "parties-2-role": "host"}

    response = admin_client.post(change(agreement), data)

    assert response.status_code == 302
    assert set(agreement.parties.values_list("institution", flat=True)) == {
        other.pk,
        parties[0].institution.pk,
        parties[1].institution.pk,
    }


def test_exchange_of_two_members_is_saved(admin_client):
    first = MembershipFactory()
    second = MembershipFactory(alliance=first.alliance)
    data = filled_in(admin_client.get(change(first.alliance)))
    data["memberships-0-institution"] = second.institution.pk
    data["memberships-1-institution"] = first.institution.pk

    response = admin_client.post(change(first.alliance), data)

    assert response.status_code == 302
    assert [member.institution for member in first.alliance.memberships.order_by("pk")] == [
        second.institution,
        first.institution,
    ]


def test_exchange_of_two_relations_is_saved(admin_client, agreement):
    first = LinkFactory(from_agreement=agreement)
    second = LinkFactory(from_agreement=agreement)
    data = filled_in(admin_client.get(change(agreement)))
    data["links-0-to_agreement"] = second.to_agreement.pk
    data["links-1-to_agreement"] = first.to_agreement.pk

    response = admin_client.post(change(agreement), data)

    assert response.status_code == 302
    assert [link.to_agreement for link in agreement.links.all()] == [
        second.to_agreement,
        first.to_agreement,
    ]


def test_institution_that_is_twice_in_a_form_is_refused_by_its_own_sentence(
    admin_client, agreement, parties
):
    data = filled_in(admin_client.get(change(agreement)))
    data["parties-0-institution"] = data["parties-1-institution"]

    response = admin_client.post(change(agreement), data)

    assert "This institution is already a party." in problems(response)
    assert "Please correct the duplicate data" not in problems(response)


@pytest.mark.parametrize(
    ("factory", "field", "sentence"),
    [
        (InstitutionFactory, "parent", "This is a part of the record itself"),
        (EventFactory, "part_of", "This is a part of the record itself"),
        (PlaceFactory, "parent", "This is a part of the record itself"),
        (SourceFactory, "reprints", "A source cannot be a reprint of itself."),
    ],
)
def test_record_that_is_chosen_as_its_own_whole(admin_client, factory, field, sentence):
    record = factory()
    data = filled_in(admin_client.get(change(record))) | {field: record.pk}

    response = admin_client.post(change(record), data)

    assert (response.status_code, sentence in problems(response)) == (200, True)


def test_sector_that_somebody_else_adds_at_the_same_moment(admin_client, monkeypatch):
    SectorFactory(name="Race", slug="race-1")
    monkeypatch.setattr(Sector, "validate_unique", lambda *_args, **_options: None)
    add = "/admin/agreements/sector/add/"
    data = filled_in(admin_client.get(add)) | {"name": "Race", "slug": "race-2"}

    response = admin_client.post(add, data)

    assert "Sector with this Name already exists." in problems(response)
    assert (response.status_code, Sector.objects.count()) == (200, 1)


REFUSALS = [
    (Party, {"agreement_id": 0, "institution_id": 0}, "This institution is already a party."),
    (Sector, {"slug": "kept", "name": "Other"}, "Sector with this Short name in addresses already"),
    (Sector, {"slug": "", "name": "Other"}, "A sector needs a short name for its address."),
    (Institution, {"ref": "XX-0001", "name": "x"}, "The register makes this number itself."),
    (Source, {"ref": "SO-0001", "title": None}, "Nothing was saved: it would break a rule"),
]


@pytest.mark.parametrize(("model", "values", "sentence"), REFUSALS)
def test_rule_that_the_database_kept_is_told_by_its_sentence(model, values, sentence):
    SectorFactory(slug="kept")
    if model is Party:
        party = PartyFactory()
        values = {"agreement": party.agreement, "institution": party.institution}

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model._base_manager.bulk_create([model(**values)])

    assert sentence_of(refused.value).startswith(sentence)


@pytest.mark.django_db(transaction=True)
def test_link_that_leads_nowhere_is_told_of():
    agreement = PartyFactory().agreement

    with pytest.raises(IntegrityError) as refused:
        Agreement.objects.filter(pk=agreement.pk).update(event_id=77)

    assert sentence_of(refused.value).startswith("Nothing was saved: a record that this leads to")
