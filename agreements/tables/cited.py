"""What the citations of one record say, as rows of published data have it."""

from collections.abc import Iterable
from functools import cache, cached_property
from typing import NamedTuple

from agreements.models import Citation
from agreements.models.citation import citable_fields
from agreements.models.grades import Grade, grade

# Plain texts are compared quicker than choices, and here are millions of them.
STATED = str(Citation.Basis.STATED)
SUPPORTS, DISPUTES = str(Citation.Stance.SUPPORTS), str(Citation.Stance.DISPUTES)


NOBODY = (frozenset(), 0, 0)


@cache
def graded(disputes: int, voices: int, conclusions: int) -> Grade:
    return grade(disputes=disputes, voices=voices, conclusions=conclusions)


class Said(NamedTuple):
    """A citation: the field that it bears on, which of several values or None, and who says what.

    `voice` is the name of the publisher that speaks, `source` the number of what it published.
    """

    field: str
    item: int | None
    stance: str
    basis: str
    voice: str
    source: str


class Cited:
    """What the citations of one record of a noun say of its values."""

    def __init__(self, noun: str, said: Iterable[Said] = ()):
        self._noun = noun
        self._said = list(said)

    def grade(self, field: str, item: int | None = None) -> Grade:
        """Return how well a value is known: a field, or one item of it by its primary key.

        What speaks of all items of a field speaks of each of them.
        """
        voices, disputes, conclusions = self._bearing.get((field, None), NOBODY)
        if item is not None:
            also = self._bearing.get((field, item), NOBODY)
            voices = voices | also[0]
            disputes, conclusions = disputes + also[1], conclusions + also[2]
        return graded(disputes > 0, min(len(voices), 2), conclusions > 0)

    @cached_property
    def _bearing(self) -> dict[tuple[str, int | None], list]:
        """Return the voices, the number of disputes and that of conclusions of each value."""
        found: dict[tuple[str, int | None], list] = {}
        for field, item, stance, basis, voice, _source in self._said:
            bearing = found.get((field, item))
            if bearing is None:
                bearing = found[field, item] = [set(), 0, 0]
            if basis != STATED:
                bearing[2] += stance == SUPPORTS
            elif stance == SUPPORTS:
                bearing[0].add(voice)
            else:
                bearing[1] += stance == DISPUTES
        return found

    @property
    def disputed_fields(self) -> list[str]:
        """Return the fields of which anybody states another value, in the order of the noun."""
        disputed = {said.field for said in self._stating(DISPUTES)}
        return [field for field in citable_fields(self._noun) if field in disputed]

    @property
    def supporting(self) -> list[str]:
        """Return the voices that state any of its values, in alphabetical order."""
        return sorted({said.voice for said in self._stating(SUPPORTS)})

    @property
    def disputing(self) -> list[str]:
        """Return the voices that state another value of any field, in alphabetical order."""
        return sorted({said.voice for said in self._stating(DISPUTES)})

    @property
    def sources(self) -> list[str]:
        """Return the numbers of the sources that speak about it, the smallest first."""
        return sorted({said.source for said in self._said}, key=lambda ref: (len(ref), ref))

    def _stating(self, stance: str) -> Iterable[Said]:
        return (said for said in self._said if said.stance == stance and said.basis == STATED)
