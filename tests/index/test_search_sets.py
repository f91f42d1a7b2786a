"""What a search finds in an index, and what it finds without one of its words."""

import random

import pytest
from pyroaring import BitMap

from agreements.index.selection import Selection
from agreements.lists import live
from agreements.nouns import AGREEMENT, NOUNS
from agreements.search.links import Search
from agreements.search.query import parse
from agreements.search.suggest import shorter
from tests.factories import AgreementFactory, InstitutionFactory, PartyFactory
from tests.folded import fold_everything
from tests.search.searching import looked_up

pytestmark = pytest.mark.django_db

WORDS = ("silk", "forest", "harbour", "cotton", "nowhere")


class Followed:
    """An algebra in which nothing leads anywhere, that notes the ways it is asked for."""

    def __init__(self):
        self.ways = []

    def own(self, _docs):
        return BitMap()

    def linked(self, path, _noun, _docs):
        self.ways.append(path)
        return BitMap()

    def within(self, _records):
        return self


def ways_followed(words):
    """Return the ways that are followed to find agreements, where none leads to one."""
    followed = Followed()
    Search(AGREEMENT, looked_up(words)).tiers(followed)
    return followed.ways


def test_where_a_word_leads_to_nothing_the_others_are_not_followed():
    for name in ("Osh college", "Silk college", "Silk school"):
        InstitutionFactory(name=name)

    assert ways_followed("silk osh") == ways_followed("osh") != []


def test_counts_without_a_word_are_those_of_the_others():
    chance = random.Random(7)
    for _number in range(40):
        title, name = (" ".join(chance.sample(WORDS[:-1], 2)) for _text in range(2))
        party = PartyFactory(agreement=AgreementFactory(title=title))
        party.institution.name = name
        party.institution.save()
    fold_everything()

    for words in (WORDS[:3], WORDS[:4], WORDS[3:], WORDS[2:], WORDS):
        query = parse(" ".join(words))
        with live.snapshot() as snapshot:
            for noun in NOUNS.values():
                index, matches = snapshot.index(noun), snapshot.matches(query)
                expected = [
                    index.select(Selection(query=rest), snapshot.matches(rest), facets=()).total
                    for _number, rest in shorter(query)
                ]

                assert index.count_without(Selection(), matches) == expected
