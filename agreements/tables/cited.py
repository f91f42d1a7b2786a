"""What the citations of one record say, as rows of published data have it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from agreements.models import Citation
from agreements.models.citation import citable_fields
from agreements.models.grades import Grade, grade

STATED = Citation.Basis.STATED
SUPPORTS, DISPUTES = Citation.Stance.SUPPORTS, Citation.Stance.DISPUTES


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
        bearing = self._by_value.get((field, None), [])
        if item is not None:
            bearing = bearing + self._by_value.get((field, item), [])
        voices, disputes, conclusions = set(), 0, 0
        for said in bearing:
            if said.basis != STATED:
                conclusions += said.stance == SUPPORTS
            elif said.stance == SUPPORTS:
                voices.add(said.voice)
            else:
                disputes += said.stance == DISPUTES
        return grade(disputes=disputes, voices=len(voices), conclusions=conclusions)

    @cached_property
    def _by_value(self) -> dict[tuple[str, int | None], list[Said]]:
        found = defaultdict(list)
        for said in self._said:
            found[said.field, said.item].append(said)
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
