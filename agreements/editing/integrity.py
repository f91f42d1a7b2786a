"""Truths across rows, which no constraint of one row can hold: one function each.

What an editor sends is refused by the functions that take plain values and return the sentence
that says what is wrong, or None. The functions of CHECKS look for the same, and for more, in all
that the register holds already.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection, models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.changes import triggers
from agreements.evidence.coverage import meters
from agreements.evidence.values import field_label
from agreements.models import (
    Agreement,
    Citation,
    Figure,
    Project,
    RefCounter,
    Source,
)
from agreements.models.citation import CITED, ITEMS, citable_fields
from agreements.models.days import Precision
from agreements.models.refs import REF_PATTERN
from agreements.nouns import INDEXED, NOUNS, Noun
from agreements.nouns.facets import Facet

MIN_PARTIES = 2
CHUNK = 1000


class Violation(NamedTuple):
    """A record that breaks a truth of the register, and the sentence that says how.

    The record is None where it is the register as a whole.
    """

    record: models.Model | None
    sentence: str

    @property
    def address(self) -> str:
        """Return where the record stands, or the register's first page."""
        return self.record.get_absolute_url() if self.record else reverse("agreements:home")


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


def values_are_cited() -> Iterator[Violation]:
    """Yield each record with a value that no citation supports, once for each such field."""
    for noun in CITED:
        for field in citable_fields(noun):
            if field in NOUNS[noun].uncited:
                continue
            if field in ITEMS:
                yield from _uncited_items(noun, field)
            else:
                yield from _uncited_values(noun, field)


def _uncited_values(noun: str, field: str) -> Iterator[Violation]:
    fields = [field, ""] if field in NOUNS[noun].descriptive else [field]
    support = Citation.objects.filter(
        **{noun: OuterRef("pk")}, field__in=fields, stance=Citation.Stance.SUPPORTS
    )
    empty = Q(**{field: None})
    if isinstance(CITED[noun]._meta.get_field(field), models.CharField | models.TextField):
        empty |= Q(**{field: ""})
    records = CITED[noun].objects.exclude(empty).filter(~Exists(support)).distinct()
    for record in records.iterator():
        yield Violation(record, _no_support(noun, field))


def _uncited_items(noun: str, field: str) -> Iterator[Violation]:
    link = ITEMS[field]
    support = Citation.objects.filter(
        Q(**{link: OuterRef("pk")}) | Q(**{link: None}),
        **{noun: OuterRef(f"{noun}_id")},
        field=field,
        stance=Citation.Stance.SUPPORTS,
    )
    items = CITED[noun]._meta.get_field(field).related_model.objects.filter(~Exists(support))
    for item in items.exclude(**{noun: None}).select_related(noun).iterator():
        yield Violation(getattr(item, noun), _no_support(noun, field))


def _no_support(noun: str, field: str) -> str:
    return _("No citation supports the value of “%(field)s”.") % {"field": field_label(noun, field)}


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
            link = ITEMS[field]
            strays = Citation.objects.exclude(**{noun: None}).exclude(**{link: None})
            strays = strays.exclude(**{f"{link}__{noun}": F(noun)})
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
    bounded = Figure.objects.exclude(maximum=None).order_by("pk").values_list("pk", flat=True)
    keys = list(bounded)
    for start in range(0, len(keys), CHUNK):
        figures = Figure.objects.filter(pk__in=keys[start : start + CHUNK])
        for meter in meters(list(figures.select_related(*Figure.SUBJECTS))):
            if meter.recorded is not None and meter.recorded > meter.figure.maximum:
                sentence = _("%(figure)s is stated, but the register lists %(recorded)s.")
                yield Violation(
                    meter.figure.subject,
                    sentence % {"figure": meter.figure, "recorded": meter.recorded},
                )


def refs_are_counted() -> Iterator[Violation]:
    """Yield the records whose number lies beyond the counter, and could be given again."""
    for model in {*CITED.values(), Source}:
        if hasattr(model, "REF_PREFIX"):
            last = model.objects.order_by(Length("ref").desc(), "-ref").first()
            if last and not RefCounter.objects.has_issued(last.ref):
                yield Violation(
                    last, _("Its number lies beyond the counter and could be given again.")
                )


def refs_in_texts_lead_somewhere() -> Iterator[Violation]:
    """Yield the records whose texts name a record that does not exist."""
    models_by_prefix = {
        model.REF_PREFIX: model
        for model in (*CITED.values(), Source)
        if hasattr(model, "REF_PREFIX")
    }
    for record, text in _texts():
        for match in re.finditer(rf"\b{REF_PATTERN.pattern}\b", text, re.ASCII):
            model = models_by_prefix.get(match[1])
            if model and not model.objects.filter(ref=match[0]).exists():
                sentence = _("It names %(ref)s, and no record bears that number.")
                yield Violation(record, sentence % {"ref": match[0]})


def _texts() -> Iterator[tuple[models.Model, str]]:
    """Yield (record, text of its own or of a citation about it) where the text may hold a ref."""
    for model in CITED.values():
        if any(field.name == "summary" for field in model._meta.fields):
            for record in model.objects.filter(summary__contains="-").iterator():
                yield record, record.summary
    claims = Citation.objects.filter(claim__contains="-").with_subjects()
    for citation in claims.iterator():
        yield citation.subject, citation.claim


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
    for noun in INDEXED:
        for facet in noun.facets:
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
    citations_name_fields,
    items_belong_to_records,
    status_is_not_later_than_its_evidence,
    stated_is_not_below_recorded,
    refs_are_counted,
    refs_in_texts_lead_somewhere,
    days_keep_their_precision,
    changes_are_logged,
)


def violations() -> Iterator[Violation]:
    """Yield every violation of the register's truths, truth by truth."""
    for check in CHECKS:
        yield from check()
