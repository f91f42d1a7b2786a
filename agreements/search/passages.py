"""What is said of records in sentences: their summaries, and what sources say of them.

A record's passage is its sentences folded as names are, "| summary | claim | claim |". All terms of
a query are looked for in one passage together, each as the beginning of a word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import BigIntegerField, CharField, F, Model, QuerySet, Value
from django.db.models.expressions import RawSQL

from agreements.models import Citation, Translation
from agreements.nouns import NOUNS
from agreements.nouns.noun import Noun

from . import full_text
from .fold import is_single
from .query import Query, Term, spelt
from .texts import by_noun, folded, pk_list, primary_keys

# Shorter words, and single characters, are looked for as a whole.
MIN_BEGINNING = 3
# Where a sentence ends: at a space after a Latin sign, at once after a Chinese one.
SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])\s*|\n+")


class Excerpt(NamedTuple):
    """A sentence as it is written: of a citation with this key, or else of a summary."""

    sentence: str
    citation: int | None = None
    language: str = "en"


def texts_of(noun: Noun, pks: Iterable) -> dict[int | str, str]:
    """Return {primary key: passage} of the records that have one, folded now."""
    texts = {pk: folded(one.sentence for one in said) for pk, said in _sayings(noun, pks).items()}
    return {pk: text for pk, text in texts.items() if text}


def find(query: Query) -> dict[str, list]:
    """Return {noun: primary keys, rising} of records whose passages hold all terms of a query."""
    if not query.terms:
        return {}
    ids = full_text.find(
        full_text.Terms([term.tokens for term in one.terms], [*map(_is_whole, one.terms)])
        for one in spelt(query)
    )
    return {noun: primary_keys(noun, keys) for noun, keys in by_noun(ids).items()}


def excerpts(noun: Noun, pks: Iterable, query: Query) -> dict[int | str, list[Excerpt]]:
    """Return {primary key: Excerpts} of records: the first sentences that hold each of the terms.

    It takes two queries, however many records there are.
    """
    patterns = [_pattern(term) for one in spelt(query) for term in one.terms]
    return {pk: list(_holding(said, patterns)) for pk, said in _sayings(noun, pks).items()}


def excerpt(record: Model, query: Query) -> list[Excerpt]:
    """Return the Excerpts of one record, none where its sentences hold none of the terms."""
    noun = NOUNS[record._meta.model_name]
    return excerpts(noun, [record.pk], query).get(record.pk, [])


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


def _holding(said: Iterable[Excerpt], patterns: Sequence[str]) -> Iterator[Excerpt]:
    """Yield sentences, each with a pattern that none before it holds."""
    missing = set(patterns)
    for text, citation, language in said:
        for sentence in SENTENCE.split(text):
            key = folded([sentence]) if missing else ""
            if held := {pattern for pattern in missing if pattern in key}:
                missing -= held
                yield Excerpt(sentence.strip(), citation, language)


def _pattern(term: Term) -> str:
    """Return what a passage that holds a term contains: each of its words has a space before it."""
    text = " ".join(term.tokens)
    return f" {text} " if _is_whole(term) else f" {text}"


def _is_whole(term: Term) -> bool:
    """Return whether the last word of a term is no beginning of others."""
    is_short = len(" ".join(term.tokens)) < MIN_BEGINNING
    return term.is_whole or is_short or is_single(term.tokens[-1])
