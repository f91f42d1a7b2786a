import pytest

from agreements.models.citation import CITED
from agreements.models.figure import COUNTED
from agreements.models.name import NAMED
from tests import factories
from tests.models.rules import KEPT, outcome, refused

MAKERS = {noun: factories.factory_of(noun) for noun in CITED}
ROWS = {
    "name": (factories.NameFactory, set(NAMED)),
    "figure": (factories.FigureFactory, set(COUNTED)),
    "citation": (factories.CitationFactory, set(MAKERS)),
}
each_row = pytest.mark.parametrize(("make", "nouns"), ROWS.values(), ids=ROWS)
each_row_and_noun = pytest.mark.parametrize(
    ("make", "nouns", "noun"),
    [
        pytest.param(make, nouns, noun, id=f"{row} of {noun}")
        for row, (make, nouns) in ROWS.items()
        for noun in sorted(nouns)
    ],
)


def subjects(nouns, *chosen):
    """Return a record for each chosen noun, and None for all others."""
    return {noun: MAKERS[noun]() if noun in chosen else None for noun in nouns}


@each_row
def test_row_knows_the_nouns_that_it_may_be_about(make, nouns):
    model = make._meta.model

    known = set(model.SUBJECTS)

    assert known == nouns


@pytest.mark.django_db
@each_row_and_noun
def test_row_is_about_one_record(make, nouns, noun):
    row = make()
    chosen = subjects(nouns, noun)

    result = outcome(row, **chosen)

    assert result == KEPT
    assert (row.subject, row.subject_name) == (chosen[noun], noun)


@pytest.mark.django_db
@each_row_and_noun
def test_row_about_two_records_is_refused(make, nouns, noun):
    row = make()
    another = "agreement" if noun != "agreement" else "institution"

    result = outcome(row, **subjects(nouns, noun, another))

    assert result == refused("Say which one record this is about.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "nouns"),
    [(make, nouns) for row, (make, nouns) in ROWS.items() if row != "citation"],
    ids=[row for row in ROWS if row != "citation"],
)
def test_row_about_no_record_is_refused(make, nouns):
    row = make()

    result = outcome(row, **subjects(nouns))

    assert result == refused("Say which one record this is about.")
    assert (row.subject, row.subject_name) == (None, "")


@pytest.mark.django_db
def test_citation_about_no_record_is_refused():
    citation = factories.CitationFactory()

    result = outcome(citation, agreement=None)

    # A field of no record cannot be one that the record has.
    assert result == (
        ["Say which one record this is about.", "The record has no such field."],
        "refused",
    )


@pytest.mark.django_db
@each_row_and_noun
def test_row_goes_with_its_record(make, nouns, noun):
    chosen = subjects(nouns, noun)
    row = make(**chosen)

    chosen[noun].delete()

    assert type(row).objects.filter(pk=row.pk).exists() is False
