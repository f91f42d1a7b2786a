"""The folded names of all records, kept in step with the change log.

A record's text is "| name | another name |", each name folded. Names are looked for there, once for
each record; that an agreement is found by the names of its parties is for `links.py` to say.
"""

import logging
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path

import numpy as np
from django.db import DatabaseError, connection, transaction
from django.db.models.expressions import RawSQL
from opencc import __version__ as opencc_version

from agreements import databases
from agreements.arrays import whole_numbers
from agreements.models import (
    ANYTHING,
    Change,
    Name,
    Revision,
    SearchState,
    SearchText,
    SearchWord,
)
from agreements.nouns import COUNTRY, NOUNS
from agreements.nouns.noun import Naming, Noun

from . import fold as fold_module
from .fold import fold, is_single
from .trigrams import HIGHEST_ID, Pattern, id_list

# The place in this list is what the upper bits of an id tell; it ends with the territories, before
# them stand the other terms, before these the other names.
SEARCHED = sorted(NOUNS.values(), key=lambda noun: noun.naming)
NUMBERS = {noun.name: number for number, noun in enumerate(SEARCHED)}
KEY_BITS = 48
# Any letter of Unicode has room in so many.
LETTER_BITS = 21
BORDER = "|"
RECORDS_AT_ONCE = 5_000
# Of letters only: a misspelt number is another number.
WORD_LENGTHS = range(4, 41)
# In milliseconds: a reader's search is not to stand still for as long as an import takes.
SHORT_WAIT = 500


def lowest_id(noun: str) -> int:
    """Return the lowest id that a text of a noun can have; those of its records follow."""
    return NUMBERS[noun] << KEY_BITS


def lowest_id_of(naming: Naming) -> int:
    """Return the lowest id of a text of a noun that is named so, or more so."""
    return next(lowest_id(noun.name) for noun in SEARCHED if noun.naming >= naming)


def pattern_among(text: str, naming: Naming) -> Pattern:
    """Return the Pattern of a text among the nouns that are named so, or more so."""
    return Pattern(text, lowest_id_of(naming), HIGHEST_ID)


def among(ids: np.ndarray, naming: Naming) -> np.ndarray:
    """Return those of the ids (int64, rising) that are of nouns named so, or more so."""
    return ids[np.searchsorted(ids, lowest_id_of(naming)) :]


def by_noun(ids: np.ndarray) -> dict[str, np.ndarray]:
    """Return {noun: keys} of ids of SearchText (int64, rising)."""
    borders = np.searchsorted(ids, [lowest_id(noun.name) for noun in SEARCHED[1:]])
    parts = np.split(ids & ((1 << KEY_BITS) - 1), borders)
    return {noun.name: keys for noun, keys in zip(SEARCHED, parts, strict=True) if len(keys)}


def primary_keys(noun: str, keys: np.ndarray) -> list:
    """Return the primary keys that the keys of a noun's texts stand for."""
    if noun != COUNTRY.name:
        return keys.tolist()
    return [chr(key >> LETTER_BITS) + chr(key & ((1 << LETTER_BITS) - 1)) for key in keys.tolist()]


def text_id(noun: str, pk: int | str) -> int:
    """Return the id of a record's text; a country's code counts as the number of its letters."""
    key = pk if noun != COUNTRY.name else ord(pk[0]) << LETTER_BITS | ord(pk[1])
    return lowest_id(noun) + key


def pk_list(noun: str, pks: Iterable) -> list | RawSQL:
    """Return primary keys of a noun for `pk__in`, any number of them."""
    return list(pks) if noun == COUNTRY.name else id_list(pks)


def folded(names: Iterable[str]) -> str:
    """Return the text of a record that has these names, "" where none has a letter or a digit."""
    keys = dict.fromkeys(key for key in map(fold, names) if key)
    return f"{BORDER} {f' {BORDER} '.join(keys)} {BORDER}" if keys else ""


def names_in(text: str) -> list[str]:
    """Return the folded names that a text holds."""
    return [name for name in text.strip(f"{BORDER} ").split(f" {BORDER} ") if name]


def fold_rules() -> str:
    """Return a short text that is another for every change of the rules by which is folded."""
    source = Path(fold_module.__file__).read_bytes() + Path(__file__).read_bytes()
    named = repr([(noun.name, noun.names) for noun in SEARCHED])
    return sha256(source + f"{named}{opencc_version}".encode()).hexdigest()[:12]


RULES = fold_rules()


class TextIndex:
    """What this process knows of the folded texts: the newest revision that they held."""

    def __init__(self) -> None:
        self._newest: Revision | None = None

    def is_in_step(self, revision: Revision | None) -> bool:
        """Return whether the texts hold all names of a revision; None is that before the first."""
        if revision is None or revision == self._newest:
            return True
        state = SearchState.objects.first()
        if state is None or state.rules != RULES or state.revision != revision:
            return False
        self._newest = revision
        return True

    def catch_up(self) -> None:
        """Fold what was written, unless another process writes for longer than a reader waits.

        A database that takes no writes now takes them later, or is written to by others: it is
        searched as it is.
        """
        revision = Change.objects.revision()
        if self.is_in_step(revision):
            return
        try:
            with databases.of(connection).wait_at_most(connection, SHORT_WAIT):
                fold_up_to(revision)
        except DatabaseError as error:
            logging.getLogger(__name__).warning("Names could not be folded: %s", error)


text_index = TextIndex()


def fold_up_to(revision: Revision) -> None:
    """Fold what was written up to a revision and is not folded yet, in parts of some thousands."""
    state = SearchState.objects.first()
    if state and state.rules == RULES and state.revision == revision:
        return
    changed = _changed(state)
    if changed is None:
        changed = dict.fromkeys(NUMBERS)
        if state is None or state.rules != RULES:
            SearchWord.objects.all().delete()
    for name, keys in changed.items():
        for part in _parts(NOUNS[name], keys):
            with transaction.atomic():
                databases.of(connection).take_turn(connection)
                _refold(NOUNS[name], part)
    number, noted_at = revision
    SearchState.objects.update_or_create(
        pk=1, defaults={"number": number, "noted_at": noted_at, "rules": RULES}
    )


def _changed(state: SearchState | None) -> dict[str, set | None] | None:
    """Return {noun: primary keys, or None for all} of what changed since a state.

    None where nobody can tell.
    """
    if state is None or state.rules != RULES:
        return None
    entries = Change.objects.unseen(state.revision)
    if entries is None or any(entry.noun == ANYTHING for entry in entries):
        return None
    changed: dict[str, set] = {}
    for entry in entries:
        if entry.noun in NUMBERS:
            changed.setdefault(entry.noun, set()).add(entry.key)
    return {noun: None if None in keys else keys for noun, keys in changed.items()}


def _parts(noun: Noun, pks: set | None) -> Iterator[list]:
    """Yield lists of primary keys: of these, or of all records that there are or were.

    Keys past 48 bits are skipped, and so are those below 0: somebody must have set them.
    """
    if pks is None:
        lowest = lowest_id(noun.name)
        texts = SearchText.objects.filter(id__range=(lowest, lowest + (1 << KEY_BITS) - 1))
        ids = whole_numbers([texts.values_list("id", flat=True)])
        pks = noun.model.objects.values_list("pk", flat=True).order_by()
        pks = {*pks, *primary_keys(noun.name, ids - lowest)}
    known = iter(sorted(pk for pk in pks if noun is COUNTRY or 0 <= pk < 1 << KEY_BITS))
    while part := list(islice(known, RECORDS_AT_ONCE)):
        yield part


def _refold(noun: Noun, pks: list) -> None:
    """Have the texts of some records be what their names are now; forget those that are gone."""
    names = _names(noun, pks)
    ids = [text_id(noun.name, pk) for pk in pks]
    before = dict(SearchText.objects.filter(id__in=id_list(ids)).values_list("id", "text"))
    after = {text_id(noun.name, pk): text for pk in names if (text := folded(names[pk]))}
    SearchText.objects.filter(id__in=id_list(before.keys() - after.keys())).delete()
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


def _names(noun: Noun, pks: list) -> dict:
    """Return {primary key: all names} of the records that there are."""
    wanted = pk_list(noun.name, pks)
    records = noun.model.objects.order_by().filter(pk__in=wanted)
    names = {pk: list(own) for pk, *own in records.values_list("pk", *noun.names)}
    if noun.name in Name.SUBJECTS:
        others = Name.objects.filter(**{f"{noun.name}__in": wanted}).order_by("pk")
        for pk, text in others.values_list(f"{noun.name}_id", "text"):
            names[pk].append(text)
    return names


def _is_word(word: str) -> bool:
    return len(word) in WORD_LENGTHS and word.isalpha() and not is_single(word[0])
