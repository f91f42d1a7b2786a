"""What rows of institutions tell of their agreements."""

import pytest
from django.test import Client

from agreements.lists import live
from agreements.lists.agreed import tell_agreed
from agreements.models import Institution
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
)
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def college(name, code):
    return InstitutionFactory(name=name, country=CountryFactory(code=code, name=code))


def agree(*bodies, sectors=()):
    agreement = AgreementFactory()
    agreement.sectors.add(*sectors)
    for body in bodies:
        PartyFactory(agreement=agreement, institution=body)


@pytest.fixture
def here():
    """A Chinese college that agreed with bodies of four countries and of its own."""
    here, at_home = college("Here", "CN"), InstitutionFactory(name="At home", country_id="CN")
    others = [college(f"In {code}", code) for code in ("KZ", "UZ", "TJ", "KG")]
    energy, mining = SectorFactory(name="Energy"), SectorFactory(name="Mining")
    for other in others:
        agree(here, other, sectors=[energy])
    agree(here, others[1], sectors=[energy, mining])
    agree(here, at_home)
    return here


def told():
    bodies = list(Institution.objects.order_by("pk"))
    with live.snapshot() as snapshot:
        tell_agreed(snapshot, bodies, live.labels)
    return {body.name: body.agreed for body in bodies}


def test_number_main_sectors_and_partners_are_told_the_most_frequent_first(here):
    agreed = told()["Here"]

    assert (agreed.number, agreed.sectors) == (6, ["Energy", "Mining"])
    assert agreed.countries == ["Uzbekistan", "KG", "KZ"]
    assert agreed.has_more_countries
    assert Client().get(agreed.href).context["result"].total == 6


def test_own_country_is_told_where_a_partner_is_from_there(here):
    agreed = told()

    assert agreed["At home"].countries == ["CN"]
    assert agreed["In UZ"].countries == ["CN"]


def test_body_without_an_agreement_has_none(client):
    InstitutionFactory(name="Alone")

    agreed = told()["Alone"]

    assert (agreed.number, agreed.sectors, agreed.countries) == (0, [], [])
    assert "0 agreements" in text(client.get("/institutions/"))


def test_row_says_it_in_words(client, here):
    page = text(client.get("/institutions/?sort=-agreements"))

    assert "Energy, Mining 6 agreements" in page
    assert "with Uzbekistan, KG, KZ …" in page
    assert client.get("/institutions/?sort=-agreements").context["object_list"][0] == here
