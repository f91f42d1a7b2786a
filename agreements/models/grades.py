"""How well a value, or a record, is known: derived from its citations, never typed in."""

from functools import cache

from django.db import models
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least, Substr
from django.utils.translation import gettext_lazy as _

from .items import ITEMS


class Grade(models.TextChoices):
    """How well something is known.

    A voice is a publisher: two articles of one publisher are one voice. What the register itself
    concluded is nobody's voice.
    """

    DISPUTED = "disputed", _("Disputed")
    CORROBORATED = "corroborated", _("Corroborated")
    SINGLE = "single", _("Single source")
    CONCLUDED = "concluded", _("Concluded")
    UNSOURCED = "unsourced", _("Unsourced")


FROM_WEAKEST = (
    Grade.DISPUTED,
    Grade.UNSOURCED,
    Grade.CONCLUDED,
    Grade.SINGLE,
    Grade.CORROBORATED,
)
STRENGTHS = {grade: strength for strength, grade in enumerate(FROM_WEAKEST)}
# What is counted of the citations of a value, each by the condition of a citation that counts.
COUNTED = {
    "disputes": Q(stance="disputes", basis="stated"),
    "voices": Q(stance="supports", basis="stated"),
    "conclusions": Q(stance="supports", basis="concluded"),
}
# A value has the first Grade of which as many are counted: (what, at least so many, Grade).
RULES = (
    ("disputes", 1, Grade.DISPUTED),
    ("voices", 2, Grade.CORROBORATED),
    ("voices", 1, Grade.SINGLE),
    ("conclusions", 1, Grade.CONCLUDED),
)


def voice(source=""):
    """Return the SQL expression of the publisher that speaks in a source: the original's, if any.

    A path such as "source__" leads to the source.
    """
    return Coalesce(F(f"{source}reprints__publisher"), F(f"{source}publisher"))


def grade(*, disputes=0, voices=0, conclusions=0):
    """Return the Grade of a value.

    It is stated by so many different voices, disputed by so many citations, and concluded by so
    many. What anybody disputes is disputed, however many state it.
    """
    counts = {"disputes": disputes, "voices": voices, "conclusions": conclusions}
    met = (found for what, least, found in RULES if counts[what] >= least)
    return next(met, Grade.UNSOURCED)


def weakest(grades):
    """Return the Grade of a record whose key values have these: it never says more than they do."""
    return min(grades, key=STRENGTHS.__getitem__, default=Grade.UNSOURCED)


@cache
def grade_expression(model):
    """Return the SQL expression of a record's Grade: that of the weakest of its key values."""
    ranks = [_rank_of_field(model, field) for field in model.KEY_FIELDS]
    return Substr(Least(*ranks), 2)


# Grades are compared as texts that begin with their place from the weakest; a value that a record
# does not have comes last, so that a record without any is unsourced.
def _rank(grade):
    return Value(f"{FROM_WEAKEST.index(grade)}{grade}")


NO_VALUE = Value(f"{len(FROM_WEAKEST)}{Grade.UNSOURCED}")


def _rank_of_field(model, name):
    field = model._meta.get_field(name)
    relation = model._meta.get_field("citations")
    about = relation.related_model.objects.order_by().filter(field=name)
    noun = relation.field.name
    if field.one_to_many:
        link = ITEMS[name]
        owner = field.field.name
        bearing = about.filter(
            Q(**{link: OuterRef("pk")}) | Q(**{link: None}), **{noun: OuterRef(f"{owner}_id")}
        )
        items = field.related_model.objects.order_by().filter(**{owner: OuterRef("pk")})
        ranked = items.values(owner).annotate(rank=Min(_rank_of_value(bearing, noun)))
        return Coalesce(Subquery(ranked.values("rank")), NO_VALUE)
    ranked = _rank_of_value(about.filter(**{noun: OuterRef("pk")}), noun)
    return Case(When(has_value(model, name), then=ranked), default=NO_VALUE)


def _rank_of_value(citations, noun):
    counts = {
        what: Count(
            voice("source__") if what == "voices" else "pk",
            filter=counts,
            distinct=what == "voices",
        )
        for what, counts in COUNTED.items()
    }
    rules = [When(**{f"{what}__gte": least}, then=_rank(grade)) for what, least, grade in RULES]
    ranked = (
        citations.values(noun)
        .annotate(**counts)
        .annotate(rank=Case(*rules, default=_rank(Grade.UNSOURCED)))
    )
    return Coalesce(Subquery(ranked.values("rank")), _rank(Grade.UNSOURCED))


def has_value(model, name):
    """Return the condition of the records in which a field is not empty."""
    field = model._meta.get_field(name)
    if field.many_to_many and not field.auto_created:
        links = field.remote_field.through.objects.filter(
            **{field.m2m_field_name(): OuterRef("pk")}
        )
        return Exists(links)
    is_text = isinstance(field, models.CharField | models.TextField)
    found = ~Q(**{name: ""}) if is_text else Q(**{f"{name}__isnull": False})
    instead = model.IN_PLACE_OF.get(name)
    return found | Q(**{instead: True}) if instead else found


class CitedQuerySet(models.QuerySet):
    """Records that citations speak about."""

    def with_evidence(self):
        """Add `evidence`: how well the record is known, the Grade of its weakest key value."""
        return self.annotate(evidence=grade_expression(self.model))
