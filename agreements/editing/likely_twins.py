"""Pairs of records that are likely to be one: alike by a name, in whichever script.

Comparing all names with all others takes minutes at 20,000 of them. Only those are compared that
share one of the rarest words of either, or the beginning or the end of their letters; what hundreds
of names share tells nothing of any two.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
from django.db import models
from rapidfuzz import fuzz, process

from agreements.models import Alias, Change, Distinct, Name
from agreements.models.alias import MERGED, address_of
from agreements.nouns import NOUNS, Noun
from agreements.search.fold import fold

# Of a hundred points for two names that are one but for the order of their words.
ENOUGH = 92
# So many of the rarest words of a name lead to others, and so many letters at either end.
RAREST, LETTERS = 3, 6
# What more names share than this leads nowhere.
MOST_ALIKE = 40
# What two records must have alike where both have it.
APART = {"institution": "country", "place": "country", "source": "publisher"}
# Agreements and projects are called alike by the hundred, and are told apart by their parties.
LIKELY = tuple(NOUNS[noun] for noun in MERGED if noun not in ("agreement", "project"))

_kept: dict[str, tuple] = {}


class Pair(NamedTuple):
    """Two records of a noun, by their primary keys, and how much their names are alike."""

    first: int
    second: int
    score: float


class Named(NamedTuple):
    """A folded name, the record that bears it, and in what it must not differ from another's."""

    key: str
    record: int
    apart: int | str | None


def pairs(noun: Noun) -> list[Pair]:
    """Return the pairs of a noun's records that are likely to be one, the likeliest first.

    Those are left out of which an editor said that they are not. They are found once for each
    revision of the register.
    """
    revision = Change.objects.revision()
    known = _kept.get(noun.name)
    if known is None or known[0] != revision:
        known = _kept[noun.name] = revision, _found(noun)
    return known[1]


def _found(noun: Noun) -> list[Pair]:
    distinct = _distinct(noun)
    best: dict[tuple[int, int], float] = {}
    for first, second, score in _alike(_names(noun)):
        pair = min(first, second), max(first, second)
        if pair not in distinct:
            best[pair] = max(score, best.get(pair, 0))
    found = (Pair(*pair, score) for pair, score in best.items())
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _names(noun: Noun) -> list[Named]:
    """Return the folded names of a noun's records; a description is no name."""
    model, apart = noun.model, APART.get(noun.name)
    records = model._default_manager.order_by("pk")
    if hasattr(model, "is_named"):
        records = records.filter(is_named=True)
    own = records.values_list("pk", model.TITLE_FIELD, *([f"{apart}_id"] if apart else []))
    rows = [(pk, text, *rest) for pk, text, *rest in own.iterator()]
    kept_apart = {pk: rest[0] if rest else None for pk, _text, *rest in rows}
    texts = [(pk, text) for pk, text, *_rest in rows]
    if noun.has_other_names:
        others = Name.objects.exclude(**{noun.name: None}).order_by("pk")
        texts += [row for row in others.values_list(noun.name, "text") if row[0] in kept_apart]
    named = (Named(fold(text), pk, kept_apart[pk]) for pk, text in texts)
    return list(dict.fromkeys(one for one in named if one.key))


def _distinct(noun: Noun) -> set[tuple[int, int]]:
    """Return the pairs of which an editor said that they are not the same."""
    model, field = noun.model, noun.model.ADDRESS_FIELD or "pk"
    rows = list(Distinct.objects.exclude(**{noun.name: None}).values_list(noun.name, "other"))
    others = {other for _record, other in rows}
    named = model._default_manager.filter(**{f"{field}__in": others})
    keys = Alias.objects.bearers(noun.name, others)
    keys |= {str(address): pk for address, pk in named.values_list(field, "pk")}
    found = ((record, keys[other]) for record, other in rows if other in keys)
    return {(min(pair), max(pair)) for pair in found}


def _alike(names: list[Named]) -> Iterator[tuple[int, int, float]]:
    """Yield (record, record, score) of each two names that are alike, in no order."""
    same = defaultdict(list)
    for one in names:
        same[one.key].append(one)
    for bearers in same.values():
        for first, second in combinations(bearers, 2):
            if _may_be_one(first, second):
                yield first.record, second.record, 100.0
    compared = np.array(sorted(_compared(names)), dtype=np.int64).reshape(-1, 2)
    left, right = ([names[place].key for place in side] for side in compared.T.tolist())
    scores = process.cpdist(left, right, scorer=fuzz.token_set_ratio, score_cutoff=ENOUGH)
    for (one, other), score in zip(compared[scores > 0].tolist(), scores[scores > 0], strict=True):
        yield names[one].record, names[other].record, float(score)


def _compared(names: list[Named]) -> set[tuple[int, int]]:
    """Return the places of each two names that may be alike."""
    return {(one, other) for one, other in _sharing(names) if _may_be_one(names[one], names[other])}


def _sharing(names: list[Named]) -> Iterator[tuple[int, int]]:
    """Yield the places of each two names that share letters at an end, or a rare word."""
    blocks = defaultdict(list)
    counts = Counter(word for one in names for word in {*one.key.split()})
    holders = defaultdict(list)
    for place, one in enumerate(names):
        for word in {*one.key.split()}:
            if counts[word] <= MOST_ALIKE:
                holders[word].append(place)
        for block in _ends(one.key):
            blocks[block].append(place)
    for block in blocks.values():
        if len(block) <= MOST_ALIKE:
            yield from combinations(block, 2)
    for place, one in enumerate(names):
        words = sorted({*one.key.split()}, key=lambda word: (counts[word], word))
        for word in words[:RAREST]:
            yield from ((min(place, other), max(place, other)) for other in holders[word])


def _ends(key: str) -> Iterator[tuple[str, str]]:
    letters = key.replace(" ", "")
    if len(letters) >= LETTERS:
        yield "begins", letters[:LETTERS]
        yield "ends", letters[-LETTERS:]


def _may_be_one(first: Named, second: Named) -> bool:
    return first.record != second.record and not _are_apart(first, second)


def _are_apart(first: Named, second: Named) -> bool:
    """Return whether two names are those of two: in two countries, or of other numbers."""
    if None not in (first.apart, second.apart) and first.apart != second.apart:
        return True
    numbers = [{word for word in one.key.split() if word.isdigit()} for one in (first, second)]
    return numbers[0] != numbers[1]


def tell_apart(first: models.Model, second: models.Model) -> None:
    """Note that two records are not the same; to be called within an edit."""
    first, second = sorted((first, second), key=lambda record: record.pk)
    Distinct.objects.get_or_create(**{first._meta.model_name: first}, other=address_of(second))
