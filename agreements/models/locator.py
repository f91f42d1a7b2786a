"""Where in a source something stands: in its fourth paragraph, on its second page."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .plain_text import validate_line


class Located(models.Model):
    """A row that says where in a source something stands, as a unit and its number.

    Where no unit fits, the words alone say it.
    """

    class Unit(models.TextChoices):
        TITLE = "title", _("Title")
        HEADING = "heading", _("Heading")
        PARAGRAPH = "paragraph", _("Paragraph")
        PAGE = "page", _("Page")
        SECTION = "section", _("Section")
        ARTICLE = "article", _("Article")
        TABLE = "table", _("Table")
        SLIDE = "slide", _("Slide")
        MINUTE = "minute", _("Minute")

    locator_unit = models.CharField(
        _("unit"),
        max_length=10,
        choices=Unit,
        blank=True,
        help_text=_("Empty where words say where it stands."),
    )
    locator = models.CharField(
        _("where in the source"),
        max_length=100,
        blank=True,
        help_text=_("The number of the unit, such as 4; the words of a heading; or words alone."),
        validators=[validate_line],
    )

    class Meta:
        abstract = True

    @property
    def place_in_source(self):
        """Return where it stands, in words: "paragraph 4"; empty where nobody says."""
        return self._located(PLACES)

    @property
    def short_place_in_source(self):
        """Return the same as short as a margin has room for: "¶4"."""
        return self._located(SHORT_PLACES)

    def _located(self, sentences):
        if not self.locator_unit:
            return self.locator
        return str(sentences[self.locator_unit]) % {"number": self.locator}


Unit = Located.Unit
NUMBERED = tuple(unit for unit in Unit if unit not in (Unit.TITLE, Unit.HEADING))
PLACES = {
    Unit.TITLE: _("title"),
    Unit.HEADING: _("heading “%(number)s”"),
    Unit.PARAGRAPH: _("paragraph %(number)s"),
    Unit.PAGE: _("page %(number)s"),
    Unit.SECTION: _("section %(number)s"),
    Unit.ARTICLE: _("article %(number)s"),
    Unit.TABLE: _("table %(number)s"),
    Unit.SLIDE: _("slide %(number)s"),
    Unit.MINUTE: _("minute %(number)s"),
}
SHORT_PLACES = {
    **PLACES,
    Unit.HEADING: _("“%(number)s”"),
    Unit.PARAGRAPH: _("¶%(number)s"),
    Unit.PAGE: _("p. %(number)s"),
    Unit.SECTION: _("§%(number)s"),
    Unit.ARTICLE: _("art. %(number)s"),
    Unit.MINUTE: _("min. %(number)s"),
}


def place_constraints(model):
    """Return the rules that a unit has the number that it needs, and none that it does not have."""
    begins_with_digit = reduce(or_, (Q(locator__startswith=digit) for digit in "0123456789"))
    return [
        models.CheckConstraint(
            name=f"{model}_unit_has_its_number",
            condition=~Q(locator_unit__in=NUMBERED) | begins_with_digit,
            violation_error_message=_(
                "Give the number of the unit, beginning with a digit; or leave the unit empty and "
                "say it in words."
            ),
        ),
        models.CheckConstraint(
            name=f"{model}_title_has_no_number",
            condition=~Q(locator_unit="title") | Q(locator=""),
            violation_error_message=_("A source has one title: leave its number empty."),
        ),
        models.CheckConstraint(
            name=f"{model}_heading_has_words",
            condition=~Q(locator_unit="heading") | ~Q(locator=""),
            violation_error_message=_("Give the words of the heading."),
        ),
    ]
