"""Places in sources that were written in words become units with numbers, and words again."""

from types import SimpleNamespace

import pytest

WORDS = "0022_terms_and_sectors_of_agreements"
SPLIT = "0024_split_places_in_sources"
PLACES = [
    ("paragraph 4", "paragraph", "4"),
    ("page 12a", "page", "12a"),
    ("section 4.2", "section", "4.2"),
    ("minute 12:30", "minute", "12:30"),
    ("title", "title", ""),
    ("heading What was signed", "heading", "What was signed"),
    ("", "", ""),
    ("opening", "", "opening"),
    ("Paragraph 4", "", "Paragraph 4"),
    ("paragraph 4, last line", "", "paragraph 4, last line"),
    ("paragraph", "", "paragraph"),
    ("paragraph last", "", "paragraph last"),
    ("title 2", "", "title 2"),
    ("time zone Asia/Tashkent, zh-Hans", "", "time zone Asia/Tashkent, zh-Hans"),
]


@pytest.fixture(scope="module")
def journey(at):
    """What is found of places in words when they are split, and then put together again.

    One of them is too long for words, until it is shortened.
    """
    cite = writer(at(WORDS))
    for words, _unit, _number in PLACES:
        cite(locator=words)
    of = at(SPLIT)
    split = list(of("Citation").order_by("pk").values_list("locator_unit", "locator"))
    about = of("Citation").first()
    long = of("Citation").create(
        source_id=about.source_id,
        agreement_id=about.agreement_id,
        claim="It says so.",
        locator_unit="heading",
        locator="x" * 93,
    )
    with pytest.raises(ValueError, match="shorten them first") as refusal:
        at(WORDS)
    long.locator = "x" * 92
    long.save()
    words = list(at(WORDS)("Citation").order_by("pk").values_list("locator", flat=True))
    return SimpleNamespace(split=split, long=long.pk, refusal=str(refusal.value), words=words)


def writer(of):
    """Return the function that writes a citation of one agreement."""
    publisher = of("Publisher").create(ref="PB-0001", name="Daily")
    source = of("Source").create(ref="SO-0001", title="News", publisher=publisher, language="en")
    agreement = of("Agreement").create(ref="AG-0001", title="Workshop")
    return lambda **fields: of("Citation").create(
        source=source, agreement=agreement, claim="It says so.", **fields
    )


def test_places_get_their_units_and_go_back(journey):
    assert journey.split == [(unit, number) for _words, unit, number in PLACES]
    assert journey.words[: len(PLACES)] == [words for words, _unit, _number in PLACES]


def test_place_that_is_too_long_for_words_stops_the_way_back(journey):
    assert journey.refusal.endswith(f"shorten them first: [{journey.long}]")
    assert journey.words[len(PLACES) :] == ["heading " + "x" * 92]
