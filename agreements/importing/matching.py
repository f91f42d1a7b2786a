"""Records of the register, and those that a sheet is about to add, found by any of their names."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from agreements.models import Publisher, Source
from agreements.models.web_address import host_of, words_of_address
from agreements.nouns import NOUNS
from agreements.punctuation import listed_apart
from agreements.search.fold import fold, spellings
from agreements.search.texts import names_of

# Names as like as that are offered as perhaps the same; three true pairs of real lists were.
LIKELY = 92
OFFERED = 5
# So many names are compared with one, of those that share a word with it.
COMPARED = 300


class Likely(NamedTuple):
    """A record that is perhaps the same, and how like its name is, from 0 to 100."""

    record: models.Model
    score: int

    def __str__(self) -> str:
        return f"{getattr(self.record, 'ref', self.record.pk)} {self.record}"


class Known:
    """The records of one noun, by all their names in one script and spelling.

    `home` says of a record where it belongs, a country or None: those of two different ones are
    two records, whatever they are called.
    """

    def __init__(self, model: type[models.Model], home: Callable[[Any], Any] | None = None):
        self._home = home or (lambda _record: None)
        self._records: dict[str, list[models.Model]] = defaultdict(list)
        self._keys: dict[int, set[str]] = defaultdict(set)
        self._words: dict[str, list[str]] = defaultdict(list)
        for record, names in _named(model):
            self.add(record, names)

    def add(self, record: models.Model, names: Iterable[str] = ()) -> None:
        """Take in a record, which need not be saved, with its other names."""
        for key in _keys((str(record), *names)):
            if key not in self._keys[id(record)]:
                if key not in self._records:
                    for word in set(key.split()):
                        self._words[word].append(key)
                self._keys[id(record)].add(key)
                self._records[key].append(record)

    def names_of(self, record: models.Model) -> set[str]:
        """Return the folded names of a record."""
        return self._keys[id(record)]

    def find(self, names: Iterable[str], home: Any = None, place: Any = None) -> list:
        """Return the records that bear one of the names, at home where it was asked for.

        One whose home is not known fits everywhere, behind those that are at home; of several,
        those of the place come alone if there are any.
        """
        found = {}
        for key in _keys(names):
            for record in self._records.get(key, ()):
                found[id(record)] = record
        fitting = [record for record in found.values() if self._fits(record, home)]
        at_home = [record for record in fitting if self._home(record) == home]
        there = [record for record in at_home if place and getattr(record, "place", None) == place]
        return there or at_home or fitting

    def near(self, names: Iterable[str], home: Any = None) -> list[Likely]:
        """Return records with names that are much like one of the names, the likest first."""
        found: dict[int, Likely] = {}
        for key in _keys(names):
            alike = self._sharing_words(key)
            hits = process.extract(
                key, alike, scorer=fuzz.token_set_ratio, score_cutoff=LIKELY, limit=OFFERED * 4
            )
            for name, score, _place in hits:
                if 1 in (len(key.split()), len(name.split())) and score > fuzz.ratio(key, name):
                    # One word that stands in a longer name as well says nothing.
                    continue
                for record in self._records[name]:
                    best = found.get(id(record))
                    if self._fits(record, home) and (best is None or best.score < score):
                        found[id(record)] = Likely(record, round(score))
        return sorted(found.values(), key=lambda likely: -likely.score)[:OFFERED]

    def _sharing_words(self, key: str) -> list[str]:
        """Return the names that share a word with one: the rarer the words, the sooner."""
        alike: dict[str, None] = {}
        for names in sorted((self._words.get(word, []) for word in key.split()), key=len):
            if len(alike) + len(names) > COMPARED and alike:
                break
            alike.update(dict.fromkeys(names[:COMPARED]))
        return list(alike)

    def _fits(self, record: models.Model, home: Any) -> bool:
        own = self._home(record)
        return own is None or home is None or own == home


def _keys(names: Iterable[str]) -> dict[str, None]:
    written = (spelling for name in names for spelling in spellings(name))
    return dict.fromkeys(key for key in map(fold, written) if key)


def _named(model: type[models.Model]) -> Iterable[tuple[models.Model, list[str]]]:
    """Yield the records of a model with all their names, but those without a name of their own."""
    noun = NOUNS[model._meta.model_name]
    records = model._base_manager.order_by("pk")
    if "is_named" in {field.name for field in model._meta.fields}:
        records = records.filter(is_named=True)
    rows = list(records)
    others = names_of(noun, [row.pk for row in rows]) if noun.has_other_names else {}
    return [(row, others.get(row.pk, [])) for row in rows]


class KnownSources:
    """Sources by their addresses, or by title and publisher where they have none."""

    def __init__(self):
        self._by_address: dict[tuple[str, ...], Source] = {}
        self._by_title: dict[tuple, Source] = {}
        self._by_host: dict[str, Publisher] = {}
        for source in Source.objects.select_related("publisher").order_by("pk"):
            self.add(source)

    def add(self, source: Source) -> None:
        if source.url:
            self._by_address.setdefault(_words_of(source.url), source)
            self._by_host.setdefault(host_of(source.url), source.publisher)
        elif source.title:
            self._by_title.setdefault((fold(source.title), fold(source.publisher.name)), source)

    def at(self, address: str) -> Source | None:
        """Return the source at an address, in whichever way that is written."""
        return self._by_address.get(_words_of(address))

    def called(self, title: str, publisher: str) -> Source | None:
        return self._by_title.get((fold(title), fold(publisher)))

    def publisher_at(self, address: str) -> Publisher | None:
        """Return who published the first source of the same host, if there is one."""
        return self._by_host.get(host_of(address))


def _words_of(address: str) -> tuple[str, ...]:
    """Return the words of an address, also where a sheet leaves out https://."""
    return tuple(words_of_address(address) or words_of_address(f"https://{address}"))


def twin_sentence(text: str, likely: Iterable[Likely]) -> str:
    """Return what is to be looked at: that a new record is perhaps one that is here."""
    facts = {"text": text, "records": listed_apart(likely)}
    return _("“%(text)s” is made new; perhaps it is one of these: %(records)s.") % facts
