"""The plots of one record: its partners, what an agreement is between, members by country."""

import pytest

from agreements.models import Agreement
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    MembershipFactory,
    PartyFactory,
    ProjectFactory,
)
from tests.views.shown_plots import links, sentences, table

pytestmark = pytest.mark.django_db


def test_institution_stands_among_its_partners(client, corridor):
    flow = client.get(corridor.get_absolute_url()).context["partners"].wide

    box = max(flow.sides, key=lambda box: box.node.count)
    assert (box.node.label, box.node.count) == ("There", 3)
    assert client.get(box.node.href).context["result"].total == 3
    drawn = links(client, corridor.get_absolute_url(), "partners")
    assert drawn[box.node.href] == "There · UZ · 3 records"


def test_agreement_is_drawn_with_its_parties_and_what_came_of_it(client, corridor):
    agreement = corridor.agreements.get(title="Of 2023")
    Agreement.objects.update(event=EventFactory(name="Conference"))
    agreement.alliances.add(AllianceFactory(name="Alliance"))
    workshop = ProjectFactory(agreement=agreement, name="Workshop")

    flow = client.get(agreement.get_absolute_url()).context["lineup"].wide

    assert [box.node.label for box in flow.left] == ["Here", "There"]
    assert [box.node.label for box in flow.right] == ["Conference", "Alliance", "Workshop"]
    for box, address in zip(
        flow.sides[:4],
        ("institution=IN-", "institution=IN-", "event=EV-", "alliance=AL-"),
        strict=True,
    ):
        assert f"/agreements/?{address}" in box.node.href
        assert client.get(box.node.href).context["result"].total == box.node.count
    assert [box.node.count for box in flow.sides] == [3, 3, 3, 1, None]
    assert workshop.get_absolute_url() in links(client, agreement.get_absolute_url(), "lineup")


def test_agreement_with_forty_parties_says_how_many_are_not_drawn(client):
    agreement = AgreementFactory()
    for _number in range(40):
        PartyFactory(agreement=agreement)

    flow = client.get(agreement.get_absolute_url()).context["lineup"].wide

    assert len(flow.left) == 9
    assert flow.left[-1].node.label == "Listed below: 32"


def test_members_are_counted_by_country(client):
    alliance = AllianceFactory()
    for number in "XYZ":
        member = InstitutionFactory(
            country=CountryFactory(code=f"Q{number}", name=f"Country {number}")
        )
        MembershipFactory(alliance=alliance, institution=member)

    values = table(client, alliance.get_absolute_url(), "countries")

    assert sorted(values) == ["Country X", "Country Y", "Country Z"]
    for count, href in values.values():
        assert client.get(href).context["result"].total == count == 1


def test_members_of_one_country_are_told_in_a_sentence(client):
    membership = MembershipFactory()

    [(told, href)] = sentences(client, membership.alliance.get_absolute_url(), "countries").items()

    assert told == "1 member listed here is in Uzbekistan."
    assert client.get(href).context["result"].total == 1


def test_labels_are_no_markup(client):
    agreement = AgreementFactory(title="<b>Title</b>")
    PartyFactory(agreement=agreement, institution=InstitutionFactory(name="<script>x</script>"))

    page = client.get(agreement.get_absolute_url()).content.decode()

    assert "<script>x" not in page
    assert "<b>Title" not in page
