"""What marks and stances mean, in words."""

from django.utils.translation import gettext_lazy as _

from agreements.models import Citation
from agreements.models.grades import Grade

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
