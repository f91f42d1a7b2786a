import pytest

from agreements.models import Agreement
from agreements.models.grades import Grade, grade
from tests.factories import AgreementFactory, CitationFactory, SourceFactory

CITATIONS = {
    "no citation": ([], Grade.UNSOURCED),
    "one publisher": ([("iChongqing", "supports")], Grade.SINGLE),
    "one publisher twice": (
        [("iChongqing", "supports"), ("iChongqing", "supports")],
        Grade.SINGLE,
    ),
    "two publishers": ([("iChongqing", "supports"), ("A college", "supports")], Grade.CORROBORATED),
    "only disputed": ([("iChongqing", "disputes")], Grade.DISPUTED),
    "supported by two and disputed": (
        [("iChongqing", "supports"), ("A college", "supports"), ("A ministry", "disputes")],
        Grade.DISPUTED,
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("citations", "expected"), CITATIONS.values(), ids=CITATIONS)
def test_agreement_is_known_as_well_as_its_citations_say(citations, expected):
    agreement = AgreementFactory()
    for publisher, stance in citations:
        source = SourceFactory(publisher=publisher)
        CitationFactory(agreement=agreement, source=source, stance=stance)

    found = Agreement.objects.with_evidence().get(pk=agreement.pk).evidence

    assert found == expected


@pytest.mark.django_db
def test_citations_of_another_agreement_do_not_count():
    agreement = AgreementFactory()
    CitationFactory(stance="disputes")

    found = Agreement.objects.with_evidence().get(pk=agreement.pk).evidence

    assert found == Grade.UNSOURCED


@pytest.mark.parametrize(
    ("is_disputed", "publishers", "expected"),
    [
        (False, 0, Grade.UNSOURCED),
        (False, 1, Grade.SINGLE),
        (False, 2, Grade.CORROBORATED),
        (False, 9, Grade.CORROBORATED),
        (True, 0, Grade.DISPUTED),
        (True, 9, Grade.DISPUTED),
    ],
)
def test_grade(is_disputed, publishers, expected):
    found = grade(is_disputed=is_disputed, publishers=publishers)

    assert found == expected
