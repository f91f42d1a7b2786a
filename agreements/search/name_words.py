"""The words of all names: what a misspelt one is compared with, and the stems that forms share."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from agreements.models import SearchWord

from .fold import MAX_KEPT_LENGTH, MAX_KEPT_WORDS, fold_chunk, spellings, word_spans
from .stems import stems_of
from .vocabulary import WORD_LENGTHS, is_word

FORGOTTEN_AT_ONCE = 5_000


def words_of(names: Iterable[str]) -> dict[str, set[str]]:
    """Return {folded word: stems of its written forms} of some names as they are written."""
    words = defaultdict(set)
    written = (spelling for name in names for spelling in spellings(name))
    for chunk in {chunk for text in written for chunk in text.split()}:
        for word, stems in _words_of_chunk(chunk):
            words[word].update(stems)
    return words


def keep(words: dict[str, set[str]]) -> None:
    """Keep words, and add to the stems of those that are kept already."""
    before = dict(SearchWord.objects.filter(text__in=list(words)).values_list("text", "stems"))
    texts = {
        word: " ".join(sorted(stems.union(before.get(word, "").split())))
        for word, stems in sorted(words.items())
    }
    SearchWord.objects.bulk_create(
        [
            SearchWord(text=word, stems=stems)
            for word, stems in texts.items()
            if before.get(word) != stems
        ],
        update_conflicts=True,
        unique_fields=["text"],
        update_fields=["stems"],
    )


def forget_some() -> bool:
    """Forget some thousands of the words; return whether there were any."""
    keys = SearchWord.objects.order_by("pk").values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]
    count, _by_model = SearchWord.objects.filter(pk__in=list(keys)).delete()
    return count > 0


def _words(chunk: str) -> tuple[tuple[str, frozenset[str]], ...]:
    words = []
    for start, end in word_spans(chunk):
        tokens = fold_chunk(chunk[start:end])
        stems = stems_of(chunk[start:end]) if len(tokens) == 1 else frozenset()
        words += [(token, stems) for token in tokens if _is_kept(token, stems)]
    return tuple(words)


# Names repeat their words, as for folding.
_kept_words = lru_cache(maxsize=MAX_KEPT_WORDS)(_words)


def _words_of_chunk(chunk: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return _kept_words(chunk) if len(chunk) <= MAX_KEPT_LENGTH else _words(chunk)


def _is_kept(word: str, stems: frozenset[str]) -> bool:
    if len(word) not in WORD_LENGTHS:
        return bool(stems) and len(word) < WORD_LENGTHS.stop
    return is_word(word)
