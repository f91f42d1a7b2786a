"""What rows of agreements tell beside their own fields."""

import pytest
from django.utils import translation

from agreements.lists import live
from agreements.lists.shown_agreements import tell_agreements
from agreements.models import Agreement
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
)


def told(**newest):
    """Return all agreements as rows tell of them."""
    agreements = list(Agreement.objects.order_by("pk"))
    with live.snapshot() as snapshot:
        for name, value in newest.items():
            setattr(snapshot, name, value)
        tell_agreements(snapshot, agreements)
    return agreements


@pytest.mark.django_db
def test_parties_and_sectors_stand_in_their_own_order():
    agreement, other = AgreementFactory(), AgreementFactory()
    last, first = InstitutionFactory(name="Last"), InstitutionFactory(name="First", country=None)
    PartyFactory(agreement=agreement, institution=last, position=2)
    PartyFactory(agreement=agreement, institution=first, position=1)
    agreement.sectors.set(
        [SectorFactory(name=name, slug=name.lower()) for name in ("Mining", "Energy")]
    )

    row, empty = told()

    assert [(str(body), country) for body, country in row.takers] == [
        ("First", None),
        ("Last", last.country),
    ]
    assert [str(sector) for _href, sector in row.served] == ["Energy", "Mining"]
    assert [href for href, _sector in row.served] == ["/sectors/energy/", "/sectors/mining/"]
    assert (empty, empty.takers, empty.served) == (other, [], [])


@pytest.mark.django_db
@pytest.mark.parametrize("is_newest", [True, False], ids=["by the index", "by the database"])
def test_row_tells_how_well_its_agreement_is_known(is_newest):
    agreement = AgreementFactory()
    AgreementFactory()
    for field in ("status", "signed_on"):
        CitationFactory(agreement=agreement, field=field, stance="disputes")

    evidence = [row.evidence for row in told(is_newest=is_newest)]

    graded = Agreement.objects.with_evidence().order_by("pk")
    assert evidence == list(graded.values_list("evidence", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("records", [1, 3])
def test_one_query_tells_of_all_rows(records, django_assert_num_queries):
    for _ in range(records):
        PartyFactory().agreement.sectors.add(SectorFactory())
    with live.snapshot() as snapshot:
        agreements = list(Agreement.objects.all())
        with django_assert_num_queries(1), translation.override("en"):
            tell_agreements(snapshot, agreements)
            names = [(str(body), str(of)) for one in agreements for body, of in one.takers]

    assert len(names) == records
