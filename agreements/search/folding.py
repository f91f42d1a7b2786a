"""Folds what was written: in parts, each a transaction of its own, by one process at a time.

How far it came stands in the row of SearchState, which each part locks, reads and writes with all
else that it writes. So a part that was stopped has left nothing, and no two processes do the same
one. What is written meanwhile is noted after the revision that is folded up to, and folded later.

A turn lets one process do all parts that are there, rather than several in rivalry. One that was
stopped in the middle loses its turn after some seconds.
"""

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum
from time import monotonic, sleep
from uuid import uuid4

import numpy as np
from django.db import models, transaction
from django.utils import timezone

from agreements.databases import id_list
from agreements.models import (
    ANYTHING,
    Change,
    SearchPassage,
    SearchState,
    SearchText,
)
from agreements.models.change import Entry
from agreements.nouns import COUNTRY, NOUNS
from agreements.nouns.noun import Noun

from . import name_words, passages, texts
from .texts import KEY_BITS, NUMBERS, SEARCHED, lowest_id, primary_keys, text_id

# How many records are folded before it is looked whether a part has lasted long enough.
RECORDS_AT_ONCE = 25
# In seconds: no save waits for more than a part and a step beyond it.
PART = 0.04
# Where nobody else writes, much at once is quicker.
RECORDS_ALONE, PART_ALONE = 5_000, 2.0
# So many notes are read for each record that is folded: most records have several.
NOTES_A_RECORD = 10
# In seconds: SQLite looks at least so often whether a writer that waits may begin.
PAUSE = 0.03
# In seconds: so often is looked whether another process has folded what it has begun.
LOOK_AGAIN = 0.2
TURN = timedelta(seconds=10)
# The words that were kept by other rules are forgotten before anything is folded anew.
FORGETTING = -1


class Progress(Enum):
    """What a part leaves: nothing, more parts, or all to another process that has its turn."""

    DONE = "done"
    MORE = "more"
    ELSEWHERE = "elsewhere"


def new_turn() -> str:
    """Return a name under which somebody folds, that nobody else has."""
    return uuid4().hex


def fold_all(*, is_alone: bool = False, pause: float = PAUSE) -> None:
    """Fold all that was written, or wait until another process has.

    After each part others may write for as long as `pause` lasts, in seconds; whoever `is_alone`
    has no others to think of.
    """
    turn = new_turn()
    records, seconds = (RECORDS_ALONE, PART_ALONE) if is_alone else (RECORDS_AT_ONCE, PART)
    while (progress := fold_part(turn, records, seconds)) is not Progress.DONE:
        if progress is Progress.ELSEWHERE:
            sleep(LOOK_AGAIN)
        elif not is_alone:
            sleep(pause)


def fold_part(turn: str, records: int = RECORDS_AT_ONCE, seconds: float = PART) -> Progress:
    """Fold so many records, and more until so much time is over, unless others have their turn.

    All is one transaction. Raises django.db.Error where the database takes no writes.
    """
    revision = Change.objects.revision()
    state = SearchState.objects.first()
    if revision is None or (state and state.is_of(revision, texts.RULES)):
        return Progress.DONE
    with transaction.atomic():
        state, end = _locked_state(), monotonic() + seconds
        if state.is_taken(turn, timezone.now()):
            return Progress.ELSEWHERE
        is_done = False
        while not is_done:
            _fold_next(state, records)
            is_done = state.is_of(Change.objects.revision(), texts.RULES)
            if monotonic() >= end:
                break
        state.turn, state.turn_until = ("", None) if is_done else (turn, timezone.now() + TURN)
        state.save()
    return Progress.DONE if is_done else Progress.MORE


def _locked_state() -> SearchState:
    """Return the one state, which nobody else can lock before the transaction ends."""
    unknown = {"number": 0, "noted_at": timezone.now(), "rules": ""}
    state, _is_new = SearchState.objects.select_for_update().get_or_create(pk=1, defaults=unknown)
    return state


def _fold_next(state: SearchState, count: int) -> None:
    """Fold so many records that come next after a state, and have it tell so."""
    if state.rules != texts.RULES:
        _begin_anew(state, FORGETTING)
    if state.position is None:
        entries = Change.objects.following(state.revision, NOTES_A_RECORD * count)
        if entries is None or any(map(_tells_nothing, entries)):
            _begin_anew(state, 0)
        else:
            _fold_noted(state, entries, count)
    if state.position == FORGETTING:
        state.position = FORGETTING if name_words.forget_some() else 0
    elif state.position is not None:
        _fold_anew(state, count)


def _tells_nothing(entry: Entry) -> bool:
    """Return whether an Entry leaves open which of very many records have changed."""
    any_record = entry.key is None and entry.noun in NUMBERS and entry.noun != COUNTRY.name
    return entry.noun == ANYTHING or any_record


def _begin_anew(state: SearchState, position: int) -> None:
    """Have everything be folded anew, and after that what is noted from now on."""
    state.revision, state.rules = Change.objects.revision(), texts.RULES
    state.position = position


def _fold_noted(state: SearchState, entries: Iterable[Entry], count: int) -> None:
    """Fold the records of the next Entries, of so many records at most."""
    changed: dict[str, set] = {}
    for entry in entries:
        if entry.noun in NUMBERS:
            keys = changed.setdefault(entry.noun, set())
            if entry.key not in keys and count == 0:
                break
            count -= entry.key not in keys
            keys.add(entry.key)
        state.revision = entry.revision
    for name, keys in changed.items():
        known = _keys_from(COUNTRY, 0, 0) if name == COUNTRY.name else filter(_is_reached, keys)
        _refold(NOUNS[name], sorted(known))


def _is_reached(key: int) -> bool:
    """Return whether an id has room for a key; one that is beyond, somebody must have set."""
    return 0 <= key < 1 << KEY_BITS


def _fold_anew(state: SearchState, count: int) -> None:
    """Fold so many records from the state's position on, whether they have changed or not."""
    while count > 0 and state.position is not None:
        number, key = divmod(state.position, 1 << KEY_BITS)
        noun = SEARCHED[number]
        pks = _keys_from(noun, key, count)
        _refold(noun, pks)
        if noun is not COUNTRY and len(pks) == count:
            state.position = text_id(noun.name, pks[-1]) + 1
        elif number + 1 < len(SEARCHED):
            state.position = lowest_id(SEARCHED[number + 1].name)
        else:
            state.position = None
        count -= len(pks)


def _keys_from(noun: Noun, key: int, count: int) -> list:
    """Return the next primary keys of a noun, of records that there are or were, rising.

    Countries are few, and their codes have another order in each database: all are returned.
    """
    lowest, beyond = lowest_id(noun.name), lowest_id(noun.name) + (1 << KEY_BITS)
    records = noun.model.objects.order_by("pk")
    most = None if noun is COUNTRY else count
    if noun is not COUNTRY:
        records = records.filter(pk__gte=key, pk__lt=1 << KEY_BITS)
    keys = set(records.values_list("pk", flat=True)[:most])
    for model in (SearchText, SearchPassage):
        kept = model.objects.filter(id__gte=lowest + key, id__lt=beyond).order_by("id")
        ids = np.array(kept.values_list("id", flat=True)[:most], dtype=np.int64)
        keys.update(primary_keys(noun.name, ids - lowest))
    return sorted(keys)[:most]


def _refold(noun: Noun, pks: list) -> None:
    """Have what is kept of some records be what they say now; forget those that are gone."""
    if not pks:
        return
    ids = [text_id(noun.name, pk) for pk in pks]
    names = texts.names_of(noun, pks)
    folded = {SearchText: texts.texts_of(noun, names), SearchPassage: passages.texts_of(noun, pks)}
    for model, found in folded.items():
        _write(model, ids, {text_id(noun.name, pk): text for pk, text in found.items()})
    name_words.keep(name_words.words_of(name for own in names.values() for name in own))


def _write(model: type[models.Model], ids: list[int], after: dict[int, str]) -> None:
    """Have the rows with some ids be these texts, and no others."""
    before = dict(model.objects.filter(id__in=id_list(ids)).values_list("id", "text"))
    model.objects.filter(id__in=id_list(before.keys() - after.keys())).delete()
    model.objects.bulk_create(
        [model(id=key, text=text) for key, text in after.items() if before.get(key) != text],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["text"],
    )
