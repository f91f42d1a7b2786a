"""Documents in the order of names in a language, in step with what is written."""

from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from agreements.index import sorted_docs
from agreements.index.selection import Selection
from agreements.lists import live
from agreements.models import Name, Place
from agreements.models.alphabets import KEYS, alphabetical
from agreements.models.name import name_languages
from agreements.nouns import PLACE
from tests.factories import PlaceFactory
from tests.sweeps import examples

pytestmark = pytest.mark.django_db

TEXTS = ("Andijon", "Oʻrikzor", "Shahar", "Ташкент", "Ёлка", "重庆", "北京", "Zomin", "Zomin")
TAGS = ("ru", "uz-Latn", "uz", "uz-Cyrl", "zh-Hans", "zh", "en", "kaa")


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Have few documents make a block, with little room between them."""
    monkeypatch.setattr(sorted_docs, "BLOCK", 2)
    monkeypatch.setattr(sorted_docs, "GAP", 4)


def best_name(place, language):
    """Return the name under which a place is shown, None where it has none in the language."""
    tags, kinds = name_languages(language), ("official", "translated")
    names = [one for one in place.names.all() if one.language in tags and one.kind in kinds]

    def rank(name):
        return kinds.index(name.kind), tags.index(name.language), name.pk

    best = min(names, key=rank, default=None)
    return best and best.text


def expected(language):
    """Return the primary keys of all places, sorted in plain Python."""
    places = Place.objects.prefetch_related("names")
    named = {place: best_name(place, language) for place in places}
    key = partial(alphabetical, language=language)
    first = sorted(
        (place for place in places if named[place]), key=lambda one: (key(named[one]), one.pk)
    )
    rest = sorted(
        (place for place in places if not named[place]),
        key=lambda place: (place.name.lower(), place.pk),
    )
    return [place.pk for place in (*first, *rest)]


def add_name(draw):
    places = list(Place.objects.order_by("pk"))
    Name.objects.create(
        place=draw(st.sampled_from(places)),
        language=draw(st.sampled_from(TAGS)),
        text=draw(st.sampled_from(TEXTS)),
        kind=draw(st.sampled_from(["official", "official", "translated", "short"])),
    )


def change_name(draw):
    names = Name.objects.order_by("pk")
    if names:
        pk = draw(st.sampled_from([name.pk for name in names]))
        Name.objects.filter(pk=pk).update(text=draw(st.sampled_from(TEXTS)))


def drop_name(draw):
    if names := list(Name.objects.order_by("pk")):
        draw(st.sampled_from(names)).delete()


def add_place(draw):
    PlaceFactory(name=draw(st.sampled_from(["Tashkent", "Bukhara", "Angren"])))


def drop_place(draw):
    if Place.objects.count() > 1:
        draw(st.sampled_from(list(Place.objects.order_by("pk")))).delete()


WAYS = (add_name, add_name, change_name, drop_name, add_place, drop_place)


def compare(draw):
    with live.snapshot() as snapshot:
        index = snapshot.index(PLACE)
        for language in KEYS:
            pks = expected(language)
            for sort, wanted in (("name", pks), ("-name", pks[::-1])):
                chosen = Selection(sort=sort, language=language, page_size=3)
                page = draw(st.integers(0, (len(pks) - 1) // 3))
                found = index.select(chosen.at_page(page + 1), facets=()).ids
                assert index.all_keys(chosen).tolist() == wanted
                assert found == wanted[3 * page : 3 * page + 3]
                assert [index.neighbours(chosen, pk).position for pk in wanted] == [
                    *range(1, len(wanted) + 1)
                ]


@settings(
    max_examples=examples(10),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_names_of_a_language_stand_as_python_sorts_them(data):
    with transaction.atomic():
        for name in ("Tashkent", "Bukhara", "Chirchiq"):
            PlaceFactory(name=name)
        compare(data.draw)
        for _number in range(data.draw(st.integers(1, 8))):
            data.draw(st.sampled_from(WAYS))(data.draw)
            compare(data.draw)
        transaction.set_rollback(True)


def test_part_of_the_documents_is_in_the_same_order(client):
    places = [PlaceFactory(name=name) for name in ("Angren", "Bukhara", "Chirchiq", "Denau")]
    for place, text in zip(places[1:3], ("Янгиер", "Бухара"), strict=True):
        Name.objects.create(place=place, language="ru", text=text, kind="official")

    with live.snapshot() as snapshot:
        index = snapshot.index(PLACE)
        order = index._contents.orders.of(PLACE.orders["name"].order, "ru")
        docs = [index.doc_ids.get(place.pk) for place in places]

    assert order.all(BitMap(docs[:3])).tolist() == [docs[2], docs[1], docs[0]]
    assert order.part(BitMap(docs), 1, 3) == [docs[1], docs[0]]
    assert order.part(BitMap(docs), 1, 3, descending=True) == [docs[0], docs[1]]


def test_name_counts_in_each_language_that_shows_it(client, monkeypatch):
    monkeypatch.setitem(KEYS, "uz-cyrl", KEYS["uz"])
    places = [PlaceFactory(name=name) for name in ("Angren", "Bukhara")]
    Name.objects.create(place=places[1], language="uz-Cyrl", text="Бухоро", kind="official")

    with live.snapshot() as snapshot:
        orders = snapshot.index(PLACE)._contents.orders
        docs = [snapshot.index(PLACE).doc_ids.get(place.pk) for place in places]

    for language in ("uz", "uz-cyrl"):
        order = orders.of(PLACE.orders["name"].order, language)
        assert order.all(BitMap(docs)).tolist() == [docs[1], docs[0]]
