"""In Uzbek the demo has no English sentence that does not say that it is English."""

import re
from itertools import chain

import pytest

from agreements.language_paths import in_language
from agreements.models import Institution, Name, Person, Place, Publisher, Source
from agreements.nouns import LISTED
from tests.browser import page_kinds
from tests.coop.visible_words import Told
from tests.folded import fold_everything
from tests.loading import load

pytestmark = pytest.mark.django_db

# Words without which hardly any sentence is made, and which Uzbek does not have.
SMALL = "the of and is was were are by with for from at its it that which not to in on as has"
ENGLISH = re.compile(rf"(?<![\w'’ʻʼ-])(?:{'|'.join(SMALL.split())})(?![\w'’ʻʼ-])", re.IGNORECASE)
ADDRESS = re.compile(r"\S*[/@]\S*")
# Names of licences.
LICENCE = "CC BY 4.0"


@pytest.fixture
def demo(db):
    """Load what `manage.py demo` loads."""
    load("countries", "article", "corroboration")
    fold_everything()


def proper_names():
    """Return all names of bodies, people and places, and titles of sources, the longest first."""
    called = (Institution, Publisher, Person, Place, Source)
    fields = [*((model, model.TITLE_FIELD) for model in called), (Name, "text")]
    texts = chain.from_iterable(
        model.objects.values_list(field, flat=True) for model, field in fields
    )
    return sorted(filter(None, texts), key=len, reverse=True)


def english(page, names, language="uz"):
    """Return the texts of a page that are English and do not say so."""
    found = []
    for text in dict.fromkeys(Told(page, language).texts):
        left = ADDRESS.sub(" ", text.replace(LICENCE, " "))
        for name in names if ENGLISH.search(left) else ():
            left = left.replace(name, " ")
        if ENGLISH.search(left):
            found.append(text)
    return found


def addresses(read):
    """Return the addresses of all records, and of one page of each kind."""
    kinds = (page_kinds.address(name, read) for name in page_kinds.NAMES)
    records = chain.from_iterable(noun.model.objects.all() for noun in LISTED)
    shown = (one.get_absolute_url() for one in records if one._meta.model_name != "country")
    known = [*kinds, *shown, "/countries/CN/", "/countries/UZ/"]
    return [one for one in dict.fromkeys(known) if one and one == in_language(one, "en")]


def test_demo_in_uzbek_has_no_english_sentence(client, demo):
    def read(address):
        return client.get(address).content.decode()

    names = proper_names()

    found = {one: english(read(in_language(one, "uz")), names) for one in addresses(read)}

    assert {address: texts for address, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>It was signed in May.</p>", ["It was signed in May."]),
        ("<p>May oyida imzolangan.</p>", []),
        ('<p><bdi lang="en">It was signed in May.</bdi></p>', []),
        ("<p>Tarafi: College of the North</p>", []),
        ("<p>College of the North was founded</p>", ["College of the North was founded"]),
        ("<p>IN-0001, https://coop.example/of/the/, CC BY 4.0</p>", []),
    ],
)
def test_what_is_english_and_does_not_say_so_is_found(page, expected):
    assert english(page, ["College of the North"]) == expected
