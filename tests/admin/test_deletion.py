"""What is in use is not deleted by one “Yes”: the page says what hangs on it, and moves it."""

import pytest
from django.contrib.auth.models import Permission, User

from agreements.models import Agreement, Citation, Edit, Institution, Place, Publisher, Sector
from tests.admin.forms import problems
from tests.changes.moments import copies, without_moments
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    CountryFactory,
    InstitutionFactory,
    MembershipFactory,
    NameFactory,
    PartyFactory,
    PlaceFactory,
    PublisherFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

CONFIRMED = {"post": "yes", "why": "It was entered twice."}


def delete(record):
    """Return the address at which a record is deleted."""
    return f"/admin/agreements/{record._meta.model_name}/{record.pk}/delete/"


@pytest.fixture
def served(agreement):
    """A sector that an agreement serves."""
    sector = SectorFactory(name="Telecommunication")
    agreement.sectors.add(sector)
    return sector


def test_sector_in_use_is_not_deleted(admin_client, agreement, served):
    page = problems(admin_client.get(delete(served)))
    admin_client.post(delete(served), CONFIRMED)

    assert "“Telecommunication” cannot be deleted while this hangs on it:" in page
    assert "Agreements, by “sectors”: 1" in page
    assert f'<a href="/admin/agreements/agreement/{agreement.pk}/change/">A college</a>' in page
    assert list(agreement.sectors.all()) == [served]


def test_record_that_nothing_leads_to_is_deleted(admin_client):
    sector = SectorFactory()
    CitationFactory(agreement=None, sector=sector)

    response = admin_client.post(delete(sector), CONFIRMED)

    assert (response.status_code, Sector.objects.count()) == (302, 0)


def test_what_hangs_on_a_sector_is_moved_to_another_one(admin_client, agreement, served):
    other, both = SectorFactory(), AgreementFactory()
    both.sectors.add(served, other)

    response = admin_client.post(delete(served), CONFIRMED | {"move_to": other.pk}, follow=True)

    assert "2 uses were moved to" in problems(response)
    assert list(Sector.objects.all()) == [other]
    assert [list(record.sectors.all()) for record in (agreement, both)] == [[other], [other]]


@pytest.mark.parametrize("choice", ["itself", "7777", "1" + 30 * "0", "a\0", ""])
def test_move_to_what_cannot_be_is_refused_with_a_sentence(admin_client, served, choice):
    choice = served.pk if choice == "itself" else choice

    response = admin_client.post(delete(served), CONFIRMED | {"move_to": choice})

    assert (response.status_code, "errorlist" in problems(response)) == (200, True)
    assert list(Sector.objects.all()) == [served]


def test_party_to_both_is_joined_and_keeps_its_evidence(admin_client, agreement):
    kept, gone = agreement.parties.order_by("pk")
    citation = CitationFactory(agreement=agreement, field="parties", party=gone)
    PartyFactory(institution=gone.institution)
    speech = CitationFactory(speaker="S", speaker_institution=gone.institution)

    response = admin_client.post(
        delete(gone.institution), CONFIRMED | {"move_to": kept.institution.pk}
    )

    citation.refresh_from_db()
    speech.refresh_from_db()
    assert response.status_code == 302
    assert list(agreement.parties.all()) == [kept]
    assert (citation.party, speech.speaker_institution) == (kept, kept.institution)
    assert list(Institution.objects.filter(pk=gone.institution.pk)) == []


def test_move_is_undone_whole_with_every_row_as_it_was(admin_client, agreement):
    kept, gone = agreement.parties.order_by("pk")
    CitationFactory(agreement=agreement, field="parties", party=gone)
    PartyFactory(institution=gone.institution)
    CitationFactory(agreement=None, institution=gone.institution, field="name")
    NameFactory(institution=gone.institution)
    MembershipFactory(institution=gone.institution)
    CitationFactory(speaker="S", speaker_institution=gone.institution)
    before = without_moments(copies())
    admin_client.post(delete(gone.institution), CONFIRMED | {"move_to": kept.institution.pk})
    assert not Institution.objects.filter(pk=gone.institution.pk).exists()

    response = admin_client.post(
        f"/admin/agreements/edit/{Edit.objects.get().pk}/undo/", {"why": "They are two."}
    )

    assert response.status_code == 302
    assert without_moments(copies()) == before


def test_move_that_breaks_a_rule_changes_nothing(admin_client):
    place = PlaceFactory()
    body = InstitutionFactory(place=place)
    abroad = PlaceFactory(country=CountryFactory(code="CN"))

    response = admin_client.post(delete(place), CONFIRMED | {"move_to": abroad.pk}, follow=True)

    assert "cannot be moved there. That place lies in another country." in problems(response)
    body.refresh_from_db()
    assert (body.place, Place.objects.count()) == (place, 2)


def test_part_does_not_take_the_place_of_its_whole(admin_client):
    enterprise = InstitutionFactory()
    plant = InstitutionFactory(parent=enterprise)

    response = admin_client.post(delete(enterprise), CONFIRMED | {"move_to": plant.pk}, follow=True)

    assert "An institution cannot belong to itself." in problems(response)
    plant.refresh_from_db()
    assert plant.parent == enterprise


def test_what_only_one_of_two_can_have_is_not_moved(admin_client):
    first, second = InstitutionFactory(), InstitutionFactory()
    PublisherFactory(name="First", institution=first)
    PublisherFactory(name="Second", institution=second)

    response = admin_client.post(delete(first), CONFIRMED | {"move_to": second.pk}, follow=True)

    assert "Both have a record of “publisher” that only one can have." in problems(response)
    assert Institution.objects.count() == 2


def test_sources_of_a_publisher_are_moved_to_its_other_spelling(admin_client):
    first, second = PublisherFactory(name="China Daily"), PublisherFactory(name="CHINA DAILY")
    source = SourceFactory(publisher=second)

    response = admin_client.post(delete(second), CONFIRMED | {"move_to": first.pk})

    source.refresh_from_db()
    assert (response.status_code, source.publisher) == (302, first)
    assert list(Publisher.objects.all()) == [first]


def test_nothing_is_moved_without_the_right_to_change_it(client, agreement, served):
    editor = User.objects.create_user("editor", is_staff=True)
    rights = ["delete_sector", "change_sector", "view_sector"]
    editor.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(editor)

    page = problems(client.get(delete(served)))
    client.post(delete(served), CONFIRMED | {"move_to": SectorFactory().pk})

    assert "Have each of them lead elsewhere first, or to nothing." in page
    assert list(agreement.sectors.all()) == [served]


def test_long_list_of_uses_is_counted(admin_client, served, monkeypatch):
    monkeypatch.setattr("agreements.editing.uses.SHOWN", 2)
    for _number in range(3):
        AgreementFactory().sectors.add(served)

    page = problems(admin_client.get(delete(served)))

    assert ("Agreements, by “sectors”: 4" in page, "Further records: 2" in page) == (True, True)


def test_page_says_what_is_deleted_with_a_record(admin_client, agreement, served):
    Citation.objects.update(field="signed_on", claim="Tells of it.")

    page = problems(admin_client.get(delete(agreement)))
    admin_client.post(delete(agreement), CONFIRMED)

    assert "Citation of “Signed on” by iChongqing: Tells of it." in page
    assert "Sector: Telecommunication" in page
    assert "object (" not in page
    assert Agreement.objects.count() == 0
