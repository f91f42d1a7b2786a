"""A plot and the texts around it have each a place of their own."""

import pytest

from agreements.plots.charts import Value, bars, columns
from agreements.plots.framed import MARGIN, NOTE, TEXT, TITLE, framed

PLOTS = {
    "bars": bars([Value("Forestry", 3), Value("Energy", 1)]),
    "columns": columns([Value("2024", 3)]),
    "nothing": None,
}


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_texts_stand_above_and_below_the_plot(plot):
    found = framed(plot, "Title", ["one", "two"], ["three", "four"])

    end = found.plot_y + (plot.height if plot else 0)
    heights = [line.y for part in (found.title, found.above, found.below) for line in part]
    assert heights == sorted(set(heights))
    assert found.above[-1].y < found.plot_y < end + NOTE.size <= found.below[0].y
    assert found.below[-1].y < found.height - MARGIN / 2
    assert found.is_of_years == (plot is PLOTS["columns"])


@pytest.mark.parametrize("text", ["word " * 100, "重" * 300, "x" * 520])
def test_long_text_takes_lines_and_loses_nothing(text):
    found = framed(None, "Title", [text], [])

    assert "".join(line.text for line in found.above).replace(" ", "") == text.replace(" ", "")
    assert {line.size for line in found.above} == {TEXT.size}
    steps = {one.y - other.y for one, other in zip(found.above[1:], found.above, strict=False)}
    assert steps == {TEXT.leading}


def test_long_title_moves_the_texts_below_it():
    short, long = framed(None, "x", ["one"], []), framed(None, "x " * 40, ["one"], [])

    assert long.above[0].y - short.above[0].y == (len(long.title) - 1) * TITLE.leading
