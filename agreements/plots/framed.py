"""A plot with texts above and below it: a drawing that stands by itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .charts import WIDTH, Bars, Columns
from .lettering import wrapped

MARGIN = 24
GAP = 20


class Lettering(NamedTuple):
    """How texts are set: their size, how far their lines are apart, letters a line."""

    size: int
    leading: int
    letters: int


TITLE = Lettering(18, 24, 36)
TEXT = Lettering(13, 19, 52)
NOTE = Lettering(11, 16, 60)


class Line(NamedTuple):
    """A line of a text: where it stands from above, and how large it is set."""

    y: float
    size: int
    text: str


@dataclass(frozen=True)
class Framed:
    """A plot in its frame, None where there was nothing to draw: where all of it stands."""

    plot: Bars | Columns | None
    title: Sequence[Line]
    above: Sequence[Line]
    below: Sequence[Line]
    plot_y: float
    height: float
    width: int = WIDTH + 2 * MARGIN
    left: int = MARGIN

    @property
    def is_of_years(self) -> bool:
        """Return whether the plot has columns."""
        return isinstance(self.plot, Columns)


def framed(
    plot: Bars | Columns | None, title: str, above: Iterable[str], below: Iterable[str]
) -> Framed:
    """Return a plot under its title and some texts, over others; no line of them is cut."""
    y = MARGIN
    heading = list(lines([title], TITLE, y))
    y += len(heading) * TITLE.leading
    told = list(lines(above, TEXT, y))
    plot_y = y + len(told) * TEXT.leading + GAP
    y = plot_y + (plot.height + GAP if plot else 0)
    notes = list(lines(below, NOTE, y))
    return Framed(
        plot, heading, told, notes, plot_y, y + len(notes) * NOTE.leading + MARGIN - GAP / 2
    )


def lines(texts: Iterable[str], lettering: Lettering, y: float) -> Iterator[Line]:
    """Yield the Lines of some texts, of which each begins a line, from a height on."""
    for text in texts:
        for line in wrapped(text, lettering.letters, most=None):
            y += lettering.leading
            yield Line(y - lettering.leading + lettering.size, lettering.size, line)
