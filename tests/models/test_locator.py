"""Where in a source something stands: a unit with its number, or words."""

import pytest

from agreements.models import Citation
from agreements.models.locator import PLACES, SHORT_PLACES
from tests.factories import CitationFactory
from tests.models.rules import KEPT, outcome, refused

NUMBER = refused(
    "Give the number of the unit, beginning with a digit; or leave the unit empty and say it in "
    "words."
)
TITLE = refused("A source has one title: leave its number empty.")
HEADING = refused("Give the words of the heading.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("unit", "locator", "expected"),
    [
        ("paragraph", "4", KEPT),
        ("page", "12a", KEPT),
        ("section", "4.2", KEPT),
        ("minute", "12:30", KEPT),
        ("heading", "What was signed", KEPT),
        ("title", "", KEPT),
        ("", "opening", KEPT),
        ("", "", KEPT),
        *((unit, "", NUMBER) for unit in ("paragraph", "page", "section", "article")),
        *((unit, "", NUMBER) for unit in ("table", "slide", "minute")),
        ("paragraph", "last", NUMBER),
        ("page", " 4", NUMBER),
        ("title", "4", TITLE),
        ("heading", "", HEADING),
    ],
)
def test_unit_has_what_it_needs(unit, locator, expected):
    citation = CitationFactory()

    result = outcome(citation, locator_unit=unit, locator=locator)

    assert result == expected


@pytest.mark.parametrize(
    ("unit", "locator", "words", "short"),
    [
        ("title", "", "title", "title"),
        ("heading", "Signed", "heading “Signed”", "“Signed”"),
        ("paragraph", "4", "paragraph 4", "¶4"),
        ("page", "4–5", "page 4–5", "p. 4–5"),
        ("section", "4.2", "section 4.2", "§4.2"),
        ("article", "4", "article 4", "art. 4"),
        ("table", "4", "table 4", "table 4"),
        ("slide", "4", "slide 4", "slide 4"),
        ("minute", "12:30", "minute 12:30", "min. 12:30"),
        ("", "100 % of it", "100 % of it", "100 % of it"),
        ("", "", "", ""),
    ],
)
def test_place_is_told_in_words_and_in_short(unit, locator, words, short):
    citation = Citation(locator_unit=unit, locator=locator)

    assert (citation.place_in_source, citation.short_place_in_source) == (words, short)


def test_each_unit_has_its_words():
    units = set(Citation.Unit.values)

    assert (set(PLACES), set(SHORT_PLACES)) == (units, units)
