"""Invented registers: of any size, the same for a seed, and never mixed with real ones."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Count
from django.test import TestCase

from agreements.editing.identity import links_lie_in_no_circle, refs_are_counted
from agreements.editing.integrity import has_two_parties
from agreements.models import (
    Agreement,
    Citation,
    Country,
    Institution,
    Link,
    Name,
    Party,
    Person,
    RefCounter,
    Source,
)
from agreements.models.grades import Grade
from agreements.models.term import InForce
from tests.factories import AgreementFactory, InstitutionFactory, SectorFactory
from tests.index.worlds import select

pytestmark = pytest.mark.django_db


def synthesize(agreements, seed=1):
    call_command(
        "synthesize", agreements=agreements, seed=seed, stdout=StringIO(), stderr=StringIO()
    )


def picture():
    """Return what a register holds, in a form that can be compared."""
    return (
        list(Agreement.objects.order_by("pk").values_list()),
        list(Party.objects.order_by("pk").values_list("agreement", "institution", "position")),
        list(Citation.objects.order_by("pk").values_list("agreement", "source", "stance")),
        list(Institution.objects.order_by("pk").values_list()),
    )


class TestInventedRegister(TestCase):
    """What a register of a thousand agreements holds, which is invented once for all of these."""

    @classmethod
    def setUpTestData(cls):
        synthesize(1000)

    def test_it_has_the_shape_of_the_real_one(self):
        parties = Agreement.objects.annotate(size=Count("parties")).values_list("size", flat=True)
        sectors = Agreement.objects.annotate(size=Count("sectors")).values_list("size", flat=True)
        countries = select().counts["country"]
        assert Agreement.objects.count() == 1000
        assert (min(parties), max(parties)) == (2, 5)
        assert (min(sectors), max(sectors)) == (1, 3)
        assert max(countries, key=countries.get) == "CN"
        assert countries["CN"] > 333
        assert set(Agreement.objects.values_list("signed_precision", flat=True)) == {
            "day",
            "month",
            "year",
        }
        assert 83 < Agreement.objects.filter(signed_on=None).count() < 300
        assert 167 < Agreement.objects.exclude(starts_on=None, ends_on=None).count() < 500
        in_force = select().counts["in_force"]
        assert (in_force.keys(), min(in_force.values()) > 33) == (set(InForce.values), True)
        assert Agreement.objects.filter(citations=None).count() < 67
        invented = Name.objects.filter(country=None)
        assert set(invented.values_list("language", flat=True)) == {"zh-Hans", "ru", "uz-Latn"}

    def test_it_has_every_grade_of_evidence(self):
        counts = select().counts["evidence"]

        assert counts.keys() == set(Grade.values)
        assert min(counts.values()) < 30
        assert counts["single"] > 100

    def test_its_people_speak_of_agreements_and_events(self):
        statements = Citation.objects.exclude(speaker_person=None)
        assert Person.objects.count() == 17
        assert set(statements.values_list("speaker_person", flat=True)) == set(range(1, 18))
        assert statements.exclude(agreement=None).exists()
        assert statements.exclude(event=None).exists()
        assert not statements.filter(speaker_institution=None).exists()

    def test_its_people_name_what_nobody_else_names(self):
        statements = Citation.objects.exclude(speaker_person=None)
        claims = set(statements.values_list("claim", flat=True))
        others = Citation.objects.filter(speaker_person=None)

        assert len(claims) > len(set(others.values_list("claim")))
        assert all(
            re.fullmatch(r"Hopes that [A-Z]\w+( [A-Z]\w+)? will come of it\.", one)
            for one in claims
        )

    def test_it_keeps_the_truths_of_the_register(self):
        assert [*has_two_parties(), *refs_are_counted(), *links_lie_in_no_circle()] == []

    def test_its_agreements_renew_and_implement_earlier_ones(self):
        links = Link.objects.values_list("kind", "from_agreement", "to_agreement")
        cited = Citation.objects.filter(field="links").values_list("link", "agreement")
        assert 10 <= len(links) <= 30
        assert {kind for kind, _later, _earlier in links} == {"renews", "implements"}
        assert all(later > earlier for _kind, later, earlier in links)
        assert set(cited) == set(Link.objects.values_list("pk", "from_agreement"))

    def test_its_sources_have_addresses_of_their_own(self):
        addresses = Source.objects.values_list("url", flat=True)
        assert len(addresses) == len(set(addresses)) == 120
        assert all(
            re.fullmatch(r"https://www\.[a-z-]+\.example/news/\d+\.html", address)
            for address in addresses
        )


def test_same_seed_gives_the_same_register_and_another_seed_another():
    pictures = []
    for seed in (7, 7, 8):
        with transaction.atomic():
            synthesize(40, seed=seed)
            pictures.append(picture())
            transaction.set_rollback(True)

    assert pictures[0] == pictures[1] != pictures[2]
    assert len(pictures[0][0]) == 40


def test_records_go_on_after_invented_ones():
    synthesize(10)

    agreement, institution = AgreementFactory(), InstitutionFactory()

    assert agreement.pk == 11
    assert agreement.ref == "AG-0011"
    assert institution.ref == f"IN-{Institution.objects.count():04d}"


def test_index_sees_what_was_invented():
    before = select().total

    synthesize(30)

    assert (before, select().total) == (0, 30)


@pytest.mark.parametrize(
    ("fill", "sentence"),
    [(SectorFactory, "sectors"), (AgreementFactory, "agreements")],
)
def test_register_that_holds_anything_is_left_alone(fill, sentence):
    fill()

    with pytest.raises(CommandError, match=f"The register holds {sentence} already"):
        synthesize(10)

    assert Institution.objects.count() == 0


def test_register_whose_records_were_deleted_is_left_alone():
    AgreementFactory().delete()

    with pytest.raises(CommandError, match="the numbers of deleted records"):
        synthesize(10)


def test_register_of_countries_only_is_filled():
    call_command("loaddata", "countries", verbosity=0)

    synthesize(10)

    assert (Country.objects.count(), Agreement.objects.count()) == (249, 10)


@pytest.mark.parametrize("agreements", [0, -1, 10_000_001])
def test_size_beyond_reason_is_refused(agreements):
    with pytest.raises(CommandError, match="between 1 and 10000000"):
        synthesize(agreements)

    assert RefCounter.objects.count() == 0
