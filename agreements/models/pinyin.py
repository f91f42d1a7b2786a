"""How Chinese is read aloud: pypinyin's tables, in a twentieth of their memory."""

import gc
import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from threading import Lock

PACKAGE = "pypinyin"
END, NO_TONE = "\n", "5"
# Of which kind the arrays of Readings are.
ARRAYS = {"of_signs": "H", "starts": "I", "of_phrases": "H"}

# No module is forgotten while another thread imports it.
lock = Lock()
# The Readings of another process, if any.
_given: list["Readings"] = []


@dataclass
class Readings:
    """Which characters and phrases are read how: each syllable with its tone as a figure.

    `signs` has the characters, and `phrases` the phrases, each with an END, in alphabetical order;
    `starts` says where in it each begins. Of each letter of both, `of_signs` and `of_phrases` have
    the number of its syllable. `_begun` has the places of the phrases that begin with a sign, of
    those that were asked for.
    """

    syllables: list[str]
    signs: str
    of_signs: array
    phrases: str
    starts: array
    of_phrases: array
    han: re.Pattern
    _begun: dict[str, tuple[int, int]] = field(default_factory=dict)

    def kept(self) -> dict:
        arrays = {name: getattr(self, name).tobytes() for name in ARRAYS}
        return vars(self) | arrays | {"han": self.han.pattern, "_begun": {}}

    def take_kept(self, han: str, **held: object) -> None:
        arrays = {name: array(kind, held[name]) for name, kind in ARRAYS.items()}
        vars(self).update(held | arrays, han=re.compile(han))

    def of(self, text: str) -> Iterator[str]:
        """Yield the syllables of a text, and what is not Chinese in it as it stands."""
        for is_han, run in groupby(text, lambda sign: bool(self.han.match(sign))):
            part = "".join(run)
            yield from self._of_chinese(part) if is_han else [part]

    def _of_chinese(self, text: str) -> Iterator[str]:
        """Yield syllables: each character is read as in the longest phrase that begins there."""
        while text:
            length, syllables = self._longest(text)
            yield from syllables
            text = text[length:]

    def _longest(self, text: str) -> tuple[int, list[str]]:
        """Return how long the longest phrase is with which a text begins, and its syllables.

        Where there is none the first character stands alone; so do all that begin a longer phrase.
        """
        found, length = None, 1
        first, last = self._beginning_with(text[0])
        while first < last:
            start = self.starts[first]
            if self.phrases[start + length] == END:
                numbers = self.of_phrases[start : start + length]
                found = length, [self.syllables[number] for number in numbers]
            if length == len(text):
                return found or (length, list(map(self._alone, text)))
            first, last = self._going_on_with(text[length], length, first, last)
            length += 1
        return found or (1, [self._alone(text[0])])

    def _beginning_with(self, sign: str) -> tuple[int, int]:
        """Return between which places of `starts` the phrases are that begin with a sign."""
        if sign not in self._begun:
            self._begun[sign] = self._going_on_with(sign, 0, 0, len(self.starts))
        return self._begun[sign]

    def _going_on_with(self, sign: str, at: int, first: int, last: int) -> tuple[int, int]:
        """Return the same of those that have a sign there, of some that are alike before it."""

        def sign_there(start: int) -> str:
            return self.phrases[start + at]

        first = bisect_left(self.starts, sign, first, last, key=sign_there)
        return first, bisect_right(self.starts, sign, first, last, key=sign_there)

    def _alone(self, sign: str) -> str:
        place = bisect_left(self.signs, sign)
        is_known = place < len(self.signs) and self.signs[place] == sign
        return self.syllables[self.of_signs[place]] if is_known else f"{sign}{NO_TONE}"


@cache
def readings() -> Readings:
    """Return the Readings that pypinyin has; its own tables, 57 MB, are forgotten again.

    Only whoever needs them first reads them, which takes half a second: a register without Chinese
    names does not, nor a process that was given those of another one.
    """
    with lock:
        if _given:
            return _given[0]
        try:
            return _packed()
        finally:
            for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
                del sys.modules[name]
            gc.collect()


def held() -> Readings | None:
    """Return the Readings that this process has, None where nobody needed any."""
    return readings() if _given or readings.cache_info().currsize else None


def take(given: Readings | None) -> None:
    """Have this process use the Readings of another one, if that had any."""
    _given[:] = [given] if given else []


def _packed() -> Readings:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT, RE_HANS  # noqa: PLC0415
    from pypinyin.contrib.tone_convert import to_tone3  # noqa: PLC0415

    numbers: dict[str, int] = {}

    def number(syllable: str) -> int:
        return numbers.setdefault(syllable, len(numbers))

    signs = sorted(PINYIN_DICT)
    alone = (number(PINYIN_DICT[sign].partition(",")[0]) for sign in signs)
    of_signs = array(ARRAYS["of_signs"], alone)
    # One with a mark between its words is never found: texts are cut there.
    phrases = sorted(phrase for phrase in PHRASES_DICT if RE_HANS.match(phrase))
    starts, of_phrases = array(ARRAYS["starts"]), array(ARRAYS["of_phrases"])
    for phrase in phrases:
        starts.append(len(of_phrases))
        of_phrases.extend(number(syllable[0]) for syllable in PHRASES_DICT[phrase])
        of_phrases.append(0)
    return Readings(
        [to_tone3(syllable, neutral_tone_with_five=True) for syllable in numbers],
        "".join(map(chr, signs)),
        of_signs,
        "".join(f"{phrase}{END}" for phrase in phrases),
        starts,
        of_phrases,
        RE_HANS,
    )
