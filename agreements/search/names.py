"""What a search asks of the register: which records are named so, dated so, linked so."""

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from pyroaring import BitMap

from .periods import Period
from .texts import names_in
from .vocabulary import Vocabulary
from .word_index import WordIndex


class Names(Protocol):
    """The names of all nouns, and the documents that stand for their records.

    An index of each noun gives them; a set of records is a BitMap of documents.
    """

    vocabulary: Vocabulary
    # Names that were written last may be missing without it.
    is_complete: bool

    def of(self, noun: str) -> WordIndex:
        """Return the names of a noun's records."""

    def all(self, noun: str) -> BitMap:
        """Return all records of a noun."""

    def doc(self, noun: str, pk: int | str) -> int | None:
        """Return the document of a primary key, None where there never was one."""

    def docs(self, noun: str, numbers: np.ndarray) -> BitMap:
        """Return the documents of primary keys, given as numbers (int64)."""

    def pks(self, noun: str, docs: BitMap) -> list:
        """Return the primary keys of documents."""

    def numbers(self, noun: str, docs: BitMap) -> np.ndarray:
        """Return the primary keys of documents as numbers (int64), codes too."""

    def dated(self, noun: str, period: Period) -> BitMap:
        """Return the records whose day may lie in a period."""

    def having(
        self, noun: str, parameter: str, keys: Iterable, among: BitMap | None = None
    ) -> BitMap:
        """Return the records, of those `among` if given, that have any key of a facet or a link."""


def folded_names(names: Names, noun: str, doc: int) -> list[str]:
    """Return the folded names of the record that a document stands for."""
    words = names.of(noun).words_of(doc).tolist()
    return names_in(" ".join(map(names.vocabulary.word, words)))


def name_tokens(names: Names, noun: str, doc: int) -> list[tuple[str, ...]]:
    """Return the same, each as its tokens."""
    return [tuple(name.split()) for name in folded_names(names, noun, doc)]
