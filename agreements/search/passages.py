"""What is said of records in sentences: their summaries, and what sources say of them.

A record's passage is its sentences folded as names are, "| summary | claim | claim |", and after
them the stems of their words, "|stem |stem |". All terms of a query are looked for in one passage
together, each as the beginning of a word or as another form of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from django.db.models import BigIntegerField, CharField, F, Model, QuerySet, Value
from django.db.models.expressions import RawSQL

from agreements.arrays import distinct
from agreements.databases import id_list
from agreements.models import Citation, SearchPassage, Translation
from agreements.nouns import NOUNS
from agreements.nouns.noun import Noun

from . import full_text
from .fold import is_address, spellings
from .full_text import Phrase, Ways
from .name_words import words_of
from .query import Query, spelt
from .sentences import sentences_of
from .terms import Term, as_word
from .texts import by_noun, folded, pk_list
from .vocabulary import BORDER

# Shorter words, and single characters, are looked for as a whole.
MIN_BEGINNING = 3


class Excerpt(NamedTuple):
    """A sentence as it is written: of a citation with this key, or else of a summary."""

    sentence: str
    citation: int | None = None
    language: str = "en"


class Told(NamedTuple):
    """Of which records passages hold all terms: as they are written, and in any form.

    As {noun: keys}, as `texts.by_noun` gives them.
    """

    as_written: dict[str, np.ndarray]
    in_any_form: dict[str, np.ndarray]


class Wanted(NamedTuple):
    """What a passage holds of a term: one of the `patterns`, and not only in a `foreign` name."""

    patterns: list[str]
    foreign: list[str]

    def stands_in(self, passage: str) -> bool:
        for name in self.foreign:
            passage = passage.replace(name, " ")
        return any(pattern in passage for pattern in self.patterns)


class SoughtWords(NamedTuple):
    """What is marked in a sentence: patterns of its folded text, never pairs of characters."""

    patterns: list[str]
    pairs: tuple[str, ...] = ()


def texts_of(noun: Noun, pks: Iterable) -> dict[int | str, str]:
    """Return {primary key: passage} of the records that have one, folded now."""
    said = _sayings(noun, pks)
    texts = {pk: passage([one.sentence for one in own]) for pk, own in said.items()}
    return {pk: text for pk, text in texts.items() if text}


def passage(sentences: Sequence[str]) -> str:
    """Return the passage of some sentences, "" where none of them has a letter or a digit."""
    text, stems = folded(sentences), set[str]().union(*words_of(sentences).values())
    return " ".join([text, *map(_as_stem, sorted(stems)), BORDER]) if stems else text


def find(query: Query) -> Told:
    """Return the records of which the passages hold all terms of a query."""
    if not query.terms:
        return Told({}, {})
    asked = spelt(query)
    has_forms = any(term.stems for one in asked for term in one.terms)
    readings = (_written, ways) if has_forms else (_written,)
    ids = full_text.find([*map(reading, one.terms)] for reading in readings for one in asked)
    starts = range(0, len(ids), len(asked))
    found = [distinct(np.concatenate(ids[start : start + len(asked)])) for start in starts]
    if any(term.foreign for term in query.terms):
        found = [_without_foreign(part, query) for part in found]
    return Told(by_noun(found[0]), by_noun(found[-1]))


def _without_foreign(ids: np.ndarray, query: Query) -> np.ndarray:
    """Return the ids of passages that hold all terms otherwise than in names of other countries."""
    wanted = [[*map(_wanted, one.terms)] for one in spelt(query)]
    held = SearchPassage.objects.filter(id__in=id_list(ids)).order_by("id")
    kept = [key for key, text in held.values_list("id", "text").iterator() if _holds(text, wanted)]
    return np.array(kept, dtype=np.int64)


def _holds(text: str, queries: Iterable[Iterable[Wanted]]) -> bool:
    return any(all(term.stands_in(text) for term in terms) for terms in queries)


def excerpts(noun: Noun, pks: Iterable, query: Query) -> dict[int | str, list[Excerpt]]:
    """Return {primary key: Excerpts} of records: few sentences that together hold the terms.

    It takes two queries, however many records there are.
    """
    wanted = _wanted_by(query)
    return {pk: list(_chosen(said, wanted)) for pk, said in _sayings(noun, pks).items()}


def excerpt(record: Model, query: Query) -> list[Excerpt]:
    """Return the Excerpts of one record, none where its sentences hold none of the terms."""
    noun = NOUNS[record._meta.model_name]
    return excerpts(noun, [record.pk], query).get(record.pk, [])


def sought_in(sentence: str, term: Term) -> SoughtWords:
    """Return what a term led to in a sentence, if it did: its words, and other forms of them."""
    forms = [word for word, stems in words_of([sentence]).items() if stems & term.stems]
    written = [Phrase((form,), is_whole=True) for form in sorted(forms)]
    return SoughtWords([*map(_pattern, _written(term)), *map(_pattern, written)])


def _sayings(noun: Noun, pks: Iterable) -> dict[int | str, list[Excerpt]]:
    """Return {primary key: what is said of the record}: its own texts, in other languages as well,
    then whole claims.
    """
    said: dict = defaultdict(list)
    wanted = pk_list(noun.name, pks)
    if noun.sentences:
        records = noun.model.objects.order_by().filter(pk__in=wanted)
        for pk, *own in records.values_list("pk", *noun.sentences):
            said[pk] += [Excerpt(text) for text in own if text]
    if noun.is_spoken_of:
        for pk, key, language, text in _rows(noun, wanted).order_by("key", "tongue"):
            said[pk].append(Excerpt(text, key or None, language))
    return said


def _rows(noun: Noun, wanted: list | RawSQL) -> QuerySet:
    """Return rows of a record's primary key, that of a citation or 0, the language, and the text.

    Claims are in English.
    """
    about = {f"{noun.name}__in": wanted}
    texts = [(Citation, F("pk"), Value("en", CharField()), "claim")]
    if noun.has_translations:
        texts.append((Translation, Value(0, BigIntegerField()), F("language"), "text"))
    first, *others = (
        model.objects.order_by()
        .filter(**about)
        .annotate(key=key, tongue=tongue)
        .values_list(f"{noun.name}_id", "key", "tongue", text)
        for model, key, tongue, text in texts
    )
    return first.union(*others, all=True)


def _chosen(said: Iterable[Excerpt], wanted: list[Wanted]) -> Iterator[Excerpt]:
    """Yield sentences until all terms that any of them holds are shown: each time the first of
    those that hold the most terms which are not shown yet.
    """
    left = _holding(said, wanted)
    while left:
        best, shown = max(left, key=lambda one: len(one[1]))
        yield best
        left = [(one, rest) for one, held in left if (rest := held - shown)]


def _holding(said: Iterable[Excerpt], wanted: list[Wanted]) -> list[tuple[Excerpt, set[int]]]:
    """Return the sentences that hold terms, each with the numbers of these.

    The first that holds all of them is the only one: the others need not be folded.
    """
    holding = []
    for text, citation, language in said:
        for sentence in sentences_of(text):
            key = passage([sentence])
            held = {number for number, term in enumerate(wanted) if term.stands_in(key)}
            if held:
                holding.append((Excerpt(sentence.strip(), citation, language), held))
            if len(held) == len(wanted):
                return holding[-1:]
    return holding


def _wanted_by(query: Query) -> list[Wanted]:
    """Return what is wanted of a passage for each term of a query, in either spelling of it."""
    terms: dict[str, list[Term]] = defaultdict(list)
    for one in spelt(query):
        for term in one.terms:
            terms[spellings(term.written)[-1]].append(term)
    return [_wanted(*same) for same in terms.values()]


def _wanted(*same: Term) -> Wanted:
    """Return what is wanted of a passage for terms that are one, in one spelling each."""
    foreign = [f" {' '.join(name)}" for term in same for name in term.foreign]
    return Wanted([_pattern(phrase) for term in same for phrase in ways(term)], foreign)


def _pattern(phrase: Phrase) -> str:
    """Return what a passage that holds a phrase contains: each of its words has a space before."""
    return f" {' '.join(phrase.words)}{' ' if phrase.is_whole else ''}"


def ways(term: Term) -> Ways:
    """Return what a passage may hold of a term: its words, other ways to write these, a stem."""
    stems = [Phrase((_as_stem(stem),), is_whole=True) for stem in sorted(term.stems)]
    return [*_written(term), *stems]


def _written(term: Term) -> Ways:
    """Return its words and other ways to write these; what holds the words is found by them."""
    own = as_word(term.tokens)
    others = [one for one in term.others if not (is_address(one) or own in as_word(one))]
    written = others if is_address(term.tokens) else [term.tokens, *others]
    return [Phrase(tokens, term.is_whole or _is_short(tokens)) for tokens in written]


def _is_short(tokens: Sequence[str]) -> bool:
    """Return whether the last of some words is no beginning of others."""
    return len(" ".join(tokens)) < MIN_BEGINNING or len(tokens[-1]) == 1


def _as_stem(stem: str) -> str:
    """Return a stem as no word of a sentence is folded."""
    return f"{BORDER}{stem}"
