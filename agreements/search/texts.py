"""The folded names of all records, kept in step with the change log.

A record's text is "| name | another name |", each name folded. Names are looked for there, once for
each record; that an agreement is found by the names of its parties is for `reach.py` to say.
"""

import logging
from hashlib import sha256
from itertools import islice
from pathlib import Path

import numpy as np
from django.db import DatabaseError, transaction
from opencc import __version__ as opencc_version

from agreements.index.changes import EVERYTHING
from agreements.models import (
    Agreement,
    Alliance,
    Change,
    Country,
    Event,
    Institution,
    Name,
    Place,
    Project,
    SearchState,
    SearchText,
    SearchWord,
    Sector,
    Source,
)

from . import fold as rules
from .backends import Pattern, one_of, wait_for_turn, waiting_briefly
from .fold import fold, is_single

# What a record of each noun is called, besides its Names. The place in this list is what the upper
# bits of an id tell; nouns that are looked for together are neighbours in it.
SEARCHED = {
    Agreement: ("title",),
    Source: ("title", "publisher", "author"),
    Institution: ("name",),
    Alliance: ("name",),
    Event: ("name",),
    Project: ("name",),
    Sector: ("name", "source_wording"),
    Country: ("name_en", "name_zh_hans", "name_uz", "name_ru"),
    Place: ("name",),
}
MODELS = {model._meta.model_name: model for model in SEARCHED}
NUMBERS = {noun: number for number, noun in enumerate(MODELS)}
KEY_BITS = 48
# Any letter of Unicode has room in so many.
LETTER_BITS = 21
BORDER = "|"
RECORDS_AT_ONCE = 5_000
MOST_NOTES = 50_000
# Of letters only: a misspelt number is another number.
WORD_LENGTHS = range(4, 41)


def lowest_id(noun):
    """Return the lowest id that a text of a noun can have; those of its records follow."""
    return NUMBERS[noun] << KEY_BITS


def pattern_among(text, first, last):
    """Return the Pattern of a text among the nouns from the first to the last."""
    return Pattern(text, lowest_id(first), lowest_id(last) + (1 << KEY_BITS) - 1)


def apart(ids, first, last):
    """Return ids (numpy, rising) in three: before some nouns, from the first to the last, after."""
    _text, lowest, highest = pattern_among("", first, last)
    return np.split(ids, np.searchsorted(ids, [lowest, highest + 1]))


def among(ids, first, last):
    """Return those of the ids (numpy, rising) that are of the nouns from the first to the last."""
    return apart(ids, first, last)[1]


def by_noun(ids):
    """Return {noun: keys} of ids of SearchText (numpy, int64, rising)."""
    borders = np.searchsorted(ids, [lowest_id(noun) for noun in [*MODELS][1:]])
    parts = np.split(ids & ((1 << KEY_BITS) - 1), borders)
    return {noun: keys for noun, keys in zip(MODELS, parts, strict=True) if len(keys)}


def primary_keys(noun, keys):
    """Return the primary keys that the keys of a noun's texts stand for, a list."""
    if noun != "country":
        return keys.tolist()
    return [chr(key >> LETTER_BITS) + chr(key & ((1 << LETTER_BITS) - 1)) for key in keys.tolist()]


def text_id(noun, pk):
    """Return the id of a record's text; a country's code counts as the number of its letters."""
    key = ord(pk[0]) << LETTER_BITS | ord(pk[1]) if noun == "country" else pk
    return lowest_id(noun) + key


def folded(names):
    """Return the text of a record that has these names, "" where none has a letter or a digit."""
    keys = dict.fromkeys(key for key in map(fold, names) if key)
    return f"{BORDER} {f' {BORDER} '.join(keys)} {BORDER}" if keys else ""


def names_in(text):
    """Return the folded names that a text holds."""
    return [name for name in text.strip(f"{BORDER} ").split(f" {BORDER} ") if name]


def fold_rules():
    """Return a short text that is another for every change of the rules by which is folded."""
    source = Path(rules.__file__).read_bytes() + Path(__file__).read_bytes()
    return sha256(source + opencc_version.encode()).hexdigest()[:12]


RULES = fold_rules()


class TextsInStep:
    """What this process knows of the texts: as of which change they were in step at last."""

    def __init__(self):
        self._revision = None

    def catch_up(self, revision):
        """Fold what was written up to a revision; return whether the texts are in step with it.

        A revision is the number and the moment of a change, None before the first. A database that
        takes no writes now takes them later, or is written to by others: it is searched as it is.
        """
        if revision is None or revision == self._revision:
            return True
        try:
            with waiting_briefly():
                bring_in_step(revision)
        except DatabaseError as error:
            logging.getLogger(__name__).warning("Texts could not be folded: %s", error)
            return False
        self._revision = revision
        return True


in_step = TextsInStep()


def bring_in_step(revision):
    """Fold what was written up to a revision and is not folded yet, in parts of some thousands."""
    state = SearchState.objects.first()
    if state and (state.number, state.noted_at, state.rules) == (*revision, RULES):
        return
    changed = _changed(state)
    if changed is None:
        changed = dict.fromkeys(MODELS)
        if state is None or state.rules != RULES:
            SearchWord.objects.all().delete()
    for noun, keys in changed.items():
        for part in _parts(noun, keys):
            with transaction.atomic():
                wait_for_turn()
                _refold(noun, part)
    SearchState.objects.update_or_create(
        pk=1, defaults={"number": revision[0], "noted_at": revision[1], "rules": RULES}
    )


def _changed(state):
    """Return {noun: primary keys, or None for all} of what changed since a state.

    None where nobody can tell.
    """
    if state is None or state.rules != RULES:
        return None
    notes = Change.objects.since(state.number).values_list("pk", "noted_at", "noun", "key")
    seen, *unseen = list(notes[:MOST_NOTES]) or [()]
    if seen[:2] != (state.number, state.noted_at) or len(unseen) >= MOST_NOTES - 1:
        return None
    changed = {}
    for _number, _at, noun, key in unseen:
        if noun == EVERYTHING:
            return None
        if noun in MODELS:
            changed.setdefault(noun, set()).add(key)
    return {noun: None if None in keys else keys for noun, keys in changed.items()}


def _parts(noun, pks):
    """Yield lists of primary keys: of these, or of all records that there are or were.

    One that no register of this world reaches, which somebody must have set, has no text.
    """
    if pks is None:
        texts = SearchText.objects.filter(id__range=pattern_among("", noun, noun)[1:])
        ids = np.array(texts.values_list("id", flat=True), dtype=np.int64)
        pks = MODELS[noun].objects.values_list("pk", flat=True).order_by()
        pks = {*pks, *primary_keys(noun, ids - lowest_id(noun))}
    pks = iter(sorted(pk for pk in pks if noun == "country" or 0 <= pk < 1 << KEY_BITS))
    while part := list(islice(pks, RECORDS_AT_ONCE)):
        yield part


def _refold(noun, pks):
    """Have the texts of some records be what their names are now; forget those that are gone."""
    names = _names(noun, pks)
    ids = [text_id(noun, pk) for pk in pks]
    before = dict(SearchText.objects.filter(id__in=one_of(ids)).values_list("id", "text"))
    after = {text_id(noun, pk): text for pk in names if (text := folded(names[pk]))}
    SearchText.objects.filter(id__in=one_of(before.keys() - after.keys())).delete()
    changed = {key: text for key, text in after.items() if before.get(key) != text}
    SearchText.objects.bulk_create(
        [SearchText(id=key, text=text) for key, text in changed.items()],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["text"],
        batch_size=RECORDS_AT_ONCE,
    )
    words = {word for text in after.values() for word in text.split() if _is_word(word)}
    known = SearchWord.objects.filter(text__in=words).values_list("text", flat=True)
    SearchWord.objects.bulk_create([SearchWord(text=word) for word in sorted(words - {*known})])


def _names(noun, pks):
    """Return {primary key: all names} of the records that there are."""
    model = MODELS[noun]
    among = pks if noun == "country" else one_of(pks)
    records = model.objects.order_by().filter(pk__in=among)
    names = {pk: list(own) for pk, *own in records.values_list("pk", *SEARCHED[model])}
    if noun in Name.SUBJECTS:
        others = Name.objects.filter(**{f"{noun}__in": among}).order_by("pk")
        for pk, text in others.values_list(f"{noun}_id", "text"):
            names[pk].append(text)
    return names


def _is_word(word):
    return len(word) in WORD_LENGTHS and word.isalpha() and not is_single(word[0])
