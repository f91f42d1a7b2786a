"""What plots and the tables of them show of each value."""

from django.template import engines
from django.utils.translation import override

from agreements.models.shown_names import ShownName
from agreements.plots.charts import Value, bars, columns
from agreements.plots.triangle import triangle
from agreements.views.charts_of_list import Row

CHINESE = ShownName("重庆 & 成都", "zh-Hans")


def shown(source, **context):
    return engines["django"].from_string(source).render(context)


def test_values_of_a_table_are_links_told_apart_where_they_lead_anywhere():
    source = (
        "{% each value in values|in_table:told %}"
        '{% include "plots/_value_label.html" %}={{ value.count }};{% endeach %}'
    )
    values = [Value("A < B", 1200, "?a=1&b=2"), Value(CHINESE, 0)]

    assert shown(source, values=values, told="Records").replace("\n", "") == (
        '<a href="?a=1&amp;b=2"><bdi>A &lt; B</bdi>'
        '<span class="visually-hidden"> · Records</span></a>=1,200;'
        '<bdi lang="zh-Hans">重庆 &amp; 成都</bdi>=0;'
    )


def test_cells_of_a_table_tell_which_are_nought():
    source = (
        "{% each value in rows|crossed_in_table:told %}{{ value.count }}:"
        "{% each cell in value.cells %}{{ cell.count }}{% if cell.is_nought %}-{% endif %};"
        "{% endeach %}{% endeach %}"
    )

    assert shown(source, rows=[Row(Value("A", 3), [3, 0])], told="") == "3:3;0-;"


def test_bars_are_drawn_with_the_numbers_of_the_page_and_the_lengths_of_svg():
    plot = bars([Value(CHINESE, 2000, "?x"), Value("A", 1001)])
    source = (
        "{% each bar in plot|drawn_bars %}{{ bar.y }} {{ bar.title }} {{ bar.lang }} "
        "{{ bar.count }} {{ bar.length }} {{ bar.width }};{% endeach %}"
    )

    with override("ru"):
        told = shown(source, plot=plot).replace("\xa0", " ")

    assert told == ("0 重庆 &amp; 成都: 2 000 zh-Hans 2 000 400 400;32 A: 1 001  1 001 200.2 400;")


def test_years_without_a_record_have_a_label_and_no_column():
    plot = columns([Value("2020", 1500, "?year=2020"), Value("2022", 3)])
    source = (
        "{% each column in plot|drawn_columns %}{{ column.label }} {{ column.title }} "
        "{{ column.number }} {{ column.x }} {{ column.height }};{% endeach %}"
    )

    assert shown(source, plot=plot) == (
        "2020 2020: 1,500 1,500 48.7 120;2021  0 182 0;2022 2022: 3 3 315.3 0.2;"
    )


def test_number_of_two_names_stands_where_they_cross_its_sign_below():
    names = {key: Value(key, 1, f"?{key}") for key in "ABC"}
    plot = triangle(names, {("A", "B"): 1200, ("A", "C"): 3}, {("A", "B"): "?ab"})
    source = (
        "{% each cell in plot|drawn_cells %}{{ cell.href }} {{ cell.one }}{{ cell.other }} "
        "{{ cell.shade }}{% if cell.is_dark %} dark{% endif %} {{ cell.width }}"
        "{% each line in cell.lines %} {{ line.text }}{{ line.dy }} at {{ line.dx }}{% endeach %};"
        "{% endeach %}"
    )

    with override("ru"):
        told = shown(source, plot=plot)

    assert told == "?ab AB 4 dark 50 1,2-0.55em at 25 тыс.1.1em at 25; AC 1 50 3 at 25; BC 0 50;"
