"""The records that a query may mean, with their scores."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pyroaring import BitMap

from agreements.index.live_indexes import Snapshot
from agreements.nouns import Noun
from agreements.search.fold import fold
from agreements.search.matches import Matches, slots_of
from agreements.search.query import parse

from .entities import LONGEST_NAME, Keys, addresses_in, keys_of
from .narrowing import fitting
from .queries import Asked
from .scores import CERTAIN, score_by_name, standings, with_values

# So many records of a noun are compared with a query, and as many that lack a value asked for.
MOST_COMPARED = 60
# Of a record that only has the values that are asked for nothing is known by name.
WITHOUT_NAME = 50.0


@dataclass(frozen=True)
class Candidate:
    """A record that a query may mean: its noun and primary key, and how sure that is (0 to 100).

    It `is_single` where no other record is called so, and it has all values asked for; `text` is
    the name, empty where a number was asked for. `fits` says of each property that was asked for
    whether the record has such a value.
    """

    noun: Noun
    pk: Any
    score: float
    is_single: bool
    text: str
    fits: Mapping[str, bool]


def keys_in(batch: Iterable[Asked]) -> Keys:
    """Return the primary keys of all records that queries name by an identifier, read at once."""
    texts = {
        text
        for asked in batch
        for text in (asked.text, *(value.named_by for value in asked.values))
    }
    return keys_of(address for text in texts for address in addresses_in(text))


def candidates(asked: Asked, snapshot: Snapshot, keys: Keys) -> list[Candidate]:
    """Return the Candidates of a query, the most likely first; no more than it asks for.

    `keys` are those of `keys_in`. A text that is longer than any name can be means no record, and
    so does an empty one without values.
    """
    if len(asked.text) > LONGEST_NAME or not (asked.text.strip() or asked.properties):
        return []
    found = CandidateSearch(asked, snapshot, keys).found()
    return sorted(found, key=lambda one: -one.score)[: asked.limit]


class CandidateSearch:
    """The search for the records that one query may mean."""

    def __init__(self, asked: Asked, snapshot: Snapshot, keys: Keys):
        self._asked = asked
        self._snapshot = snapshot
        self._keys = keys
        self._key = fold(asked.text)
        named = addresses_in(asked.text)
        self._numbers = [(one[0], keys[one]) for one in named if one in keys]
        self._matches: Matches = snapshot.matches(parse("" if self._numbers else asked.text))

    def found(self) -> Iterator[Candidate]:
        """Yield the Candidates: what is named by number, else by name, else has the values."""
        called = {noun: self._called(noun) for noun in self._asked.nouns}
        is_single = sum(map(len, called.values())) == 1 and self._matches.is_complete
        for noun in self._asked.nouns:
            fits = fitting(noun, self._asked, self._snapshot.index(noun), self._matches, self._keys)
            for doc, score in self._scored(noun, called[noun], fits):
                has = {name: doc in docs for name, docs in fits.items()}
                yield Candidate(
                    noun=noun,
                    pk=self._snapshot.index(noun).doc_ids.keys([doc])[0],
                    score=with_values(score, has.values()),
                    is_single=is_single and doc in called[noun] and all(has.values()),
                    text="" if self._numbers else self._asked.text,
                    fits=has,
                )

    def _called(self, noun: Noun) -> BitMap:
        """Return the documents of a noun that are called so: by number, else by a whole name."""
        names = self._matches.names
        if self._numbers:
            docs = (names.doc(noun.name, pk) for of, pk in self._numbers if of == noun.name)
            return BitMap(doc for doc in docs if doc is not None)
        slots = slots_of(self._key.split(), names)
        return names.of(noun.name).with_names(slots, whole=True) & names.all(noun.name)

    def _scored(
        self, noun: Noun, called: BitMap, fits: Mapping[str, BitMap]
    ) -> Iterator[tuple[int, float]]:
        """Yield (document, score without regard to its values) of what may be meant of a noun."""
        every = self._matches.names.all(noun.name)
        fit = BitMap.intersection(every, *fits.values())
        if self._numbers:
            yield from ((doc, CERTAIN) for doc in called)
        elif not self._asked.text.strip():
            yield from ((doc, WITHOUT_NAME) for doc in islice(fit, self._asked.limit))
        else:
            ranked = list(standings(self._snapshot.index(noun), self._matches))
            for part in (fit, every - fit):
                docs = ((doc, standing) for standing, found in ranked for doc in found & part)
                for doc, standing in islice(docs, MOST_COMPARED):
                    yield doc, score_by_name(self._key, noun.name, doc, standing, self._matches)
