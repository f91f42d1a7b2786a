"""What the register is, by which rules it is made, and who keeps it."""

from django.utils.translation import gettext_lazy as _

from agreements.index.selection import Selection
from agreements.models import Citation, Figure
from agreements.models.grades import Grade
from agreements.nouns import AGREEMENT, NOUNS

from .holdings import holdings
from .metadata import made
from .page import Page

TITLE = _("About this register")
SENTENCE = _("What is in this register, which value is accepted, what marks mean, who keeps it.")

# What the mark of a value says, the best known first.
MARKS = {
    Grade.CORROBORATED: _("Two publishers or more state the value, each in a source of its own."),
    Grade.SINGLE: _("One publisher states the value."),
    Grade.CONCLUDED: _(
        "No source states the value. This register deduced it from what a source does state, and "
        "says how. A conclusion is nobody’s word: it never makes a value better known."
    ),
    Grade.UNSOURCED: _("No source is cited for the value yet."),
    Grade.DISPUTED: _(
        "A source states another value. The accepted value stands with its rivals beside it, and "
        "stays disputed however many sources support it."
    ),
}
STANCES = {
    Citation.Stance.SUPPORTS: _("The source states the value that this register accepted."),
    Citation.Stance.DISPUTES: _(
        "The source states another value for the same thing on the same day. Where this register "
        "has no value, there is nothing to dispute."
    ),
    Citation.Stance.BEARS: _(
        "The source speaks of something near the value: another day, or another thing that is "
        "counted. It counts neither for the value nor against it."
    ),
}


class About(Page):
    """The method of the register, and its words, with the numbers of its present state."""

    template_name = "agreements/about.html"

    def get_context_data(self, **context):
        result = self.snapshot.index(AGREEMENT).select(
            Selection(), listed=None, facets=("evidence",)
        )
        return super().get_context_data(
            title=TITLE,
            metadata=made(self.request, TITLE, SENTENCE),
            result=result,
            described=result.total - result.collective,
            holdings=holdings(self.snapshot),
            marks=[
                (grade, meaning, result.counts["evidence"].get(grade, 0))
                for grade, meaning in MARKS.items()
            ],
            stances=STANCES.items(),
            key_values=key_values(),
            figure_count=Figure.objects.count(),
            figure=figure_with_a_bound(),
            revision=self.snapshot.revision,
            **context,
        )


def key_values():
    """Return (noun, names of its key values) for each noun whose records have a grade."""
    return [
        (noun, [noun.label_of(field) for field in noun.model.KEY_FIELDS])
        for noun in NOUNS.values()
        if noun.model.KEY_FIELDS
    ]


def figure_with_a_bound():
    """Return a number that was stated as "more than" or the like, None where there is none."""
    figures = Figure.objects.select_related(*Figure.SUBJECTS).order_by("pk")
    return figures.exclude(bound=Figure.Bound.EXACTLY).first()
