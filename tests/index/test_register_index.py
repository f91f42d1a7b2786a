"""An index that takes in a change beside the one that it was copied from."""

import weakref

import pytest

from agreements.index import register_index
from agreements.index.register_index import RegisterIndex, is_much
from agreements.index.selection import Selection
from agreements.models import ANYTHING, Agreement, Change, Country, Institution
from agreements.models.change import Entry
from agreements.nouns import NOUNS
from agreements.search.query import parse
from tests.factories import AgreementFactory, NameFactory, PartyFactory, SectorFactory

pytestmark = pytest.mark.django_db

WORDS = ("Chongqing", "rebuilt", "колледж")


def told(index):
    """Return what an index tells of each noun, and what it finds by some words."""
    return {
        noun.name: (
            index.indexes[noun.name].select(Selection(), listed=None),
            [
                index.indexes[noun.name].select(Selection(), index.matches(parse(word))).ids
                for word in WORDS
            ],
        )
        for noun in NOUNS.values()
    }


def edit_much():
    """Change names, links, countries and what there is."""
    PartyFactory(institution__name="Rebuilt College")
    agreement = AgreementFactory(title="Rebuilt")
    agreement.sectors.add(SectorFactory())
    Agreement.objects.filter(ref="AG-0002").update(stands_for=7)
    moved = Institution.objects.order_by("pk").first()
    moved.country = Country.objects.get(code="KZ")
    moved.save()
    NameFactory(institution=moved, text="Новый колледж", language="ru")


@pytest.mark.parametrize("rows", [0, register_index.MIN_REFRESH], ids=["as a whole", "anew"])
def test_copy_takes_in_what_the_other_does_not_see(register, monkeypatch, rows):
    monkeypatch.setattr(register_index, "MIN_REFRESH", rows)
    first = RegisterIndex()
    first.catch_up_with_names()
    before = told(first)

    edit_much()
    second = first.copied()
    second.take_in(Change.objects.unseen(first.revision))
    second.catch_up_with_names()
    anew = RegisterIndex()
    anew.catch_up_with_names()
    first.forget_searches()

    assert told(first) == before
    assert told(second) == told(anew) != before
    assert second.revision == anew.revision > first.revision


def entries(*changes):
    return [Entry(number, None, noun, key) for number, (noun, key) in enumerate(changes)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], False),
        ([("agreement", 1)], False),
        ([("agreement", key) for key in range(5)], True),
        ([("agreement", None)], True),
        ([("agreement", key) for key in range(5)] + [(ANYTHING, None)], True),
        ([("sector", None), ("sector", 3)], False),
        ([("party", key) for key in range(5)], False),
    ],
)
def test_change_is_large_by_the_rows_that_are_read_for_it(monkeypatch, changes, expected):
    monkeypatch.setattr(register_index, "FEW_ROWS", 5)
    monkeypatch.setattr(register_index, "ROWS_PER_REFRESH", 2)
    AgreementFactory.create_batch(6)

    assert is_much(entries(*changes)) is expected


def test_of_a_small_register_no_change_is_large():
    AgreementFactory()

    assert is_much(None) is False


def test_index_that_was_shared_asks_the_others_of_now(register):
    """The sectors of institutions are read out of the index of agreements."""
    second = RegisterIndex().copied()
    agreement = Agreement.objects.get(ref="AG-0001")
    agreement.title = "Renamed"
    agreement.save()
    second.take_in(Change.objects.unseen(second.revision))
    second.stand_alone()

    agreement.sectors.add(SectorFactory(name="Rebuilt"))
    second.take_in(Change.objects.unseen(second.revision))

    assert told(second) == told(RegisterIndex())


def test_what_was_found_is_forgotten_beside_those_who_ask_the_same_index(register):
    first = RegisterIndex()
    before = told(first)
    asked = vars(first.indexes["agreement"])["_searches"]

    first.copied().forget_searches()

    # Another thread that was asking it meanwhile has what was there.
    assert list(asked) == [parse(word) for word in WORDS]
    assert told(first) == before


def test_index_that_nobody_asks_is_gone_at_once(register):
    first = RegisterIndex()
    asked = weakref.ref(first.indexes["agreement"])
    second = first.copied()
    second.take_in([Entry(1, None, ANYTHING, None)])

    del first

    assert asked() is None
