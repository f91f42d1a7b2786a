"""What the register is, by which rules it is made, and who keeps it."""

from django.utils.translation import gettext_lazy as _

from agreements.evidence.meanings import MARKS, STANCES
from agreements.index.selection import Selection
from agreements.models import Figure, Proposal
from agreements.nouns import AGREEMENT, NOUNS

from .holdings import holdings
from .metadata import made
from .page import Page

TITLE = _("About this register")
SENTENCE = _("What is in this register, which value is accepted, what marks mean, who keeps it.")


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
            days_kept=Proposal.CONTACT_IS_KEPT.days,
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
