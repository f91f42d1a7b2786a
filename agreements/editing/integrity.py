"""Truths across rows, which no constraint of one row can hold: one function each.

What an editor sends is refused by the functions that take plain values and return the sentence
that says what is wrong, or None. The functions of CHECKS look for the same, and for more, in all
that the register holds already.
"""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.changes import triggers
from agreements.evidence.coverage import meters
from agreements.models import (
    Agreement,
    Citation,
    Figure,
    Project,
)
from agreements.models.citation import CITED, citable_fields, owner_link
from agreements.models.days import Precision
from agreements.models.grades import has_value
from agreements.models.items import ITEMS
from agreements.nouns import NOUNS, Noun
from agreements.nouns.facets import Facet

from .disputes import settlements_still_count
from .field_rules import identifiers_are_written_alike, texts_are_clean
from .future_days import days_are_past_or_planned
from .identity import (
    links_lie_in_no_circle,
    parts_lie_in_no_circle,
    places_keep_to_their_country,
    records_have_no_twins,
    refs_are_counted,
    refs_in_texts_lead_somewhere,
    reprints_are_of_originals,
)
from .outdated_translations import translations_follow_their_summaries
from .outlived import citations_outlived_their_value
from .uncited import values_are_cited
from .violation import Violation

MIN_PARTIES = 2
CHUNK = 1000


def party_problem(party_count: int) -> Promise | None:
    """Return what is wrong with an agreement of so many parties, or None."""
    if party_count < MIN_PARTIES:
        return gettext_lazy("An agreement needs at least two parties.")
    return None


def citation_problem(citation_count: int) -> Promise | None:
    """Return what is wrong with an agreement of so many citations, or None."""
    if not citation_count:
        return gettext_lazy(
            "An agreement needs at least one citation: say which source tells of it."
        )
    return None


def has_two_parties() -> Iterator[Violation]:
    """Yield the agreements with fewer than two parties."""
    counted = Agreement.objects.annotate(party_count=Count("parties"))
    for agreement in counted.filter(party_count__lt=MIN_PARTIES).iterator():
        yield Violation(agreement, party_problem(agreement.party_count))


def is_cited() -> Iterator[Violation]:
    """Yield the agreements of which no source tells."""
    for agreement in Agreement.objects.filter(citations=None).iterator():
        yield Violation(agreement, citation_problem(0))


def has_sector() -> Iterator[Violation]:
    """Yield the agreements without a sector, which no reader finds by its field."""
    for agreement in Agreement.objects.filter(sectors=None).iterator():
        yield Violation(agreement, _("An agreement needs at least one sector."))


def has_country() -> Iterator[Violation]:
    """Yield the agreements none of whose parties has a country."""
    located = Agreement.objects.filter(parties__institution__country__isnull=False)
    for agreement in Agreement.objects.exclude(pk__in=located.values("pk")).iterator():
        yield Violation(agreement, _("None of its parties has a country."))


def dispute_problem(value: object) -> Promise | None:
    """Return what is wrong with the dispute of a field's value, or None."""
    if value in (None, ""):
        return gettext_lazy(
            "The register has no value there to dispute: enter the one that the source states."
        )
    return None


def disputed_values_are_there() -> Iterator[Violation]:
    """Yield the records of which a citation disputes a value that they do not have."""
    for noun, model in CITED.items():
        for field in citable_fields(noun):
            disputes = Citation.objects.filter(field=field, stance=Citation.Stance.DISPUTES)
            disputed = model.objects.filter(pk__in=disputes.exclude(**{noun: None}).values(noun))
            for record in disputed.exclude(has_value(model, field)).iterator():
                yield Violation(record, dispute_problem(None))


def citations_name_fields() -> Iterator[Violation]:
    """Yield the records with a citation of a field that they do not have."""
    for noun in CITED:
        strays = Citation.objects.exclude(**{noun: None}).exclude(
            field__in=["", *citable_fields(noun)]
        )
        for citation in strays.select_related(noun).iterator():
            sentence = _("A citation names the field “%(field)s”, which the record does not have.")
            yield Violation(citation.subject, sentence % {"field": citation.field})


def items_belong_to_records() -> Iterator[Violation]:
    """Yield the records with a citation of a party, name or figure of another record."""
    for noun in CITED:
        for field in citable_fields(noun):
            if field not in ITEMS:
                continue
            link, owner = ITEMS[field], owner_link(noun, field)
            strays = Citation.objects.exclude(**{noun: None}).exclude(**{link: None})
            strays = strays.exclude(**{f"{link}__{owner}": F(noun)})
            for citation in strays.select_related(noun).iterator():
                yield Violation(
                    citation.subject, _("A citation names a value that belongs to another record.")
                )


def status_is_not_later_than_its_evidence() -> Iterator[Violation]:
    """Yield the records whose status was reached after all sources for it were published.

    A source without a day of publication is given the benefit of the doubt.
    """
    for model, noun, day in (
        (Agreement, "agreement", "signed_on"),
        (Project, "project", "started_on"),
    ):
        support = Citation.objects.filter(
            Q(source__published_on=None) | Q(source__published_on__gte=OuterRef(day)),
            **{noun: OuterRef("pk")},
            field="status",
            stance=Citation.Stance.SUPPORTS,
        )
        reached = model.objects.exclude(status=model.Status.PLANNED).exclude(**{day: None})
        for record in reached.filter(~Exists(support)).iterator():
            yield Violation(
                record,
                _("Every source for its status is older than the status “%(status)s” itself.")
                % {"status": record.get_status_display()},
            )


def stated_is_not_below_recorded() -> Iterator[Violation]:
    """Yield the records of which more is listed here than a figure says there is."""
    keys = list(Figure.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        figures = Figure.objects.with_left_out().filter(pk__in=keys[start : start + CHUNK])
        for meter in meters(list(figures.select_related(*Figure.SUBJECTS))):
            most = meter.figure.most
            if None not in (most, meter.recorded) and meter.recorded > most:
                sentence = _("%(figure)s is stated, but the register lists %(recorded)s.")
                yield Violation(
                    meter.figure.subject,
                    sentence % {"figure": meter.figure, "recorded": meter.recorded},
                )


def days_keep_their_precision() -> Iterator[Violation]:
    """Yield the records with a vague day that is not the first of its month or year."""
    days = ((noun.model, *pair) for noun in NOUNS.values() for pair in noun.model.DAYS.items())
    for model, day, precision in days:
        vague = model.objects.exclude(**{day: None})
        kept = Q(**{precision: Precision.DAY}) | Q(**{precision: Precision.MONTH, f"{day}__day": 1})
        kept |= Q(**{precision: Precision.YEAR, f"{day}__day": 1, f"{day}__month": 1})
        for record in vague.exclude(kept).iterator():
            yield Violation(record, _("Its day is more exact than it is said to be known."))


def changes_are_logged() -> Iterator[Violation]:
    """Yield each trigger without which pages would miss a change, and each facet it serves."""
    for trigger in triggers.missing(connection):
        sentence = _("The trigger %(name)s of %(table)s is missing; `manage.py migrate` makes it.")
        yield Violation(None, sentence % {"name": trigger.name, "table": trigger.table})
    for noun in NOUNS.values():
        for facet in noun.counted:
            if not _is_served(noun, facet):
                sentence = _("Changes of the filter “%(facet)s” of %(noun)s are not seen.")
                facts = {"facet": facet.label, "noun": noun.model._meta.verbose_name_plural}
                yield Violation(None, sentence % facts)


def _is_served(noun: Noun, facet: Facet) -> bool:
    present = triggers.installed(connection).keys()
    return all(triggers.serving(connection, noun, path) <= present for path in facet.depends_on)


CHECKS = (
    has_two_parties,
    is_cited,
    has_sector,
    has_country,
    values_are_cited,
    disputed_values_are_there,
    citations_name_fields,
    items_belong_to_records,
    status_is_not_later_than_its_evidence,
    stated_is_not_below_recorded,
    records_have_no_twins,
    reprints_are_of_originals,
    parts_lie_in_no_circle,
    places_keep_to_their_country,
    links_lie_in_no_circle,
    citations_outlived_their_value,
    translations_follow_their_summaries,
    settlements_still_count,
    refs_are_counted,
    refs_in_texts_lead_somewhere,
    days_keep_their_precision,
    days_are_past_or_planned,
    texts_are_clean,
    identifiers_are_written_alike,
    changes_are_logged,
)


def violations() -> Iterator[Violation]:
    """Yield every violation of the register's truths, truth by truth."""
    for check in CHECKS:
        yield from check()
