"""A loop over hundreds of values that are shown alike, such as rows, or the values of a filter."""

import re
from functools import partial
from html import escape

from django import template
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# What stands for a field until it is filled in: nobody can have written it into a register.
TOKEN = get_random_string(12)
MARK = re.compile(rf"{TOKEN}(\d+);")
# Where lines of a template begin: it would be sent hundreds of times.
INDENTED = re.compile(r"\s*\n\s*")

register = template.Library()


class Blank:
    """A field of a value that is not told yet, and of which is known only that it is not empty."""

    def __init__(self, place, gaps):
        self._place, self._gaps = place, gaps

    def __str__(self):
        return self.gap(escaped)

    def gap(self, draw):
        """Return the mark of a gap, into which the field is put as `draw` shows it."""
        self._gaps.append((self._place, draw))
        return f"{TOKEN}{len(self._gaps) - 1};"


class Shape:
    """The HTML of values whose same fields are empty, with gaps for the others."""

    def __init__(self, html, gaps):
        html = INDENTED.sub("\n", html)
        self._gaps = [gaps[int(number)] for number in MARK.findall(html)]
        self._pattern = MARK.sub("%s", html.replace("%", "%%"))

    def fill(self, value):
        """Return the HTML of a value."""
        return self._pattern % tuple([draw(value[place]) for place, draw in self._gaps])


def escaped(field):
    return field if isinstance(field, (SafeString, int)) else escape(str(field))


class EachNode(template.Node):
    """Draws what stands within once for each shape that values have, and fills in their fields.

    Nothing else is known within, so that a shape is the same on all pages of a language.
    """

    def __init__(self, name, values, nodelist):
        self.name, self.values, self.nodelist = name, values, nodelist
        self._shapes = {}

    def render(self, context):
        shapes = self._shapes.setdefault(get_language(), {})
        draw = partial(self._draw, context.template, shapes)
        values = self.values.resolve(context)
        return values.gap(draw) if isinstance(values, Blank) else mark_safe(draw(values or ()))  # noqa: S308, each field is escaped

    def _draw(self, page, shapes, values):
        drawn = []
        for value in values:
            told = tuple(map(bool, value))
            shape = shapes.get((type(value), told))
            if shape is None:
                shape = shapes[type(value), told] = self._shape(page, type(value), told)
            drawn.append(shape.fill(value))
        return "".join(drawn)

    def _shape(self, page, kind, told):
        """Return the Shape of all values of a kind of which the same fields are `told`."""
        gaps = []
        blanks = [Blank(place, gaps) if is_told else "" for place, is_told in enumerate(told)]
        alone = template.Context({self.name: kind(*blanks)})
        with alone.bind_template(page):
            return Shape(self.nodelist.render(alone), gaps)


@register.tag
def each(parser, token):
    """Show values that are alike, in a fifth of the time of `for`: {% each value in values %}.

    Each is a named tuple. Its fields are printed, and asked for whether they are empty; filters and
    comparisons belong where the values are made. A field that has values itself is shown by another
    `each` within. What stands around is not known within: a value has all that is shown of it.
    """
    try:
        _tag, name, between, values = token.split_contents()
    except ValueError:
        between = ""
    if between != "in":
        raise template.TemplateSyntaxError("It is written as: {% each value in values %}.")
    nodelist = parser.parse(("endeach",))
    parser.delete_first_token()
    within = {inner.name for inner in nodelist.get_nodes_by_type(EachNode)}
    for node in nodelist.get_nodes_by_type(template.base.VariableNode):
        shown = node.filter_expression
        first = str(shown.var).split(".")[0]
        if first not in {name, *within}:
            raise template.TemplateSyntaxError(f"Within each only {name} is known: {shown}.")
        if shown.filters:
            raise template.TemplateSyntaxError(f"No filter can be asked within each: {shown}.")
    return EachNode(name, parser.compile_filter(values), nodelist)
