"""Truths about what is one and the same: twins, reprints, circles, numbers and where they lead."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from django.db import models
from django.db.models import F
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from agreements.models import (
    Agreement,
    Alias,
    Citation,
    Event,
    Institution,
    Link,
    Place,
    RefCounter,
    Source,
)
from agreements.models.citation import CITED
from agreements.models.hierarchy import above, reached
from agreements.models.refs import REF_PATTERN, Registered
from agreements.nouns import NOUNS

from .twins import TWINNED, likenesses
from .violation import Violation

# The models whose records bear numbers, by the prefix of these.
NUMBERED = {
    noun.model.REF_PREFIX: noun.model
    for noun in NOUNS.values()
    if issubclass(noun.model, Registered)
}


def records_have_no_twins() -> Iterator[Violation]:
    """Yield the publishers, people, institutions and sources that are likely to be here twice.

    Two spellings of one publisher would count as two voices. Two people may well have one name:
    only an editor can tell.
    """
    # Two districts of a country may well have one name: nobody could ever settle that.
    for model in [model for model in TWINNED if model is not Place]:
        known: dict = {}
        for record in model.objects.order_by("pk").iterator():
            likely = likenesses(record)
            first = next((known[one] for one in likely if one in known), record)
            known |= {one: record for one in likely if one not in known}
            if first is not record:
                sentence = _("It looks like %(ref)s: is one of them here twice?")
                yield Violation(record, sentence % {"ref": first.ref})


def reprints_are_of_originals() -> Iterator[Violation]:
    """Yield the reprints of reprints: whose voice it is, the original must say."""
    for source in Source.objects.exclude(reprints__reprints=None).iterator():
        yield Violation(source, _("It reprints what is a reprint itself: name the original."))


def parts_lie_in_no_circle() -> Iterator[Violation]:
    """Yield the records that are, by some way, a part of themselves."""
    for model, link in ((Institution, "parent"), (Place, "parent"), (Event, "part_of")):
        for record in model.objects.exclude(**{link: None}).iterator():
            if any(other.pk == record.pk for other in above(record, link)):
                yield Violation(record, _("It is a part of a part of itself."))


def places_keep_to_their_country() -> Iterator[Violation]:
    """Yield the places and institutions that lie in a place of another country."""
    for model, link in ((Place, "parent"), (Institution, "place")):
        strays = model.objects.exclude(**{link: None}).exclude(country=None)
        for record in strays.exclude(**{f"{link}__country": F("country")}).iterator():
            yield Violation(record, _("It lies in a place of another country."))


def links_lie_in_no_circle() -> Iterator[Violation]:
    """Yield the agreements to which their own links of one kind come back."""
    for kind in Link.Kind.values:
        onward: dict[int, list[int]] = defaultdict(list)
        links = Link.objects.filter(kind=kind).order_by()
        for start, end in links.values_list("from_agreement", "to_agreement").iterator():
            onward[start].append(end)

        def leads(keys: set, onward: dict = onward) -> Iterator[int]:
            return chain.from_iterable(onward.get(key, ()) for key in keys)

        circling = [key for key in onward if key in reached(key, leads)]
        for agreement in Agreement.objects.filter(pk__in=circling).order_by("pk"):
            yield Violation(agreement, _("Its relations of one kind come back to it."))


def refs_are_counted() -> Iterator[Violation]:
    """Yield the records whose number lies beyond the counter, and could be given again."""
    for model in NUMBERED.values():
        last = model.objects.order_by(Length("ref").desc(), "-ref").first()
        if last and not RefCounter.objects.has_issued(last.ref):
            yield Violation(last, _("Its number lies beyond the counter and could be given again."))


def refs_in_texts_lead_somewhere() -> Iterator[Violation]:
    """Yield the records whose texts name a record that does not exist."""
    for record, text in _texts():
        for match in re.finditer(rf"\b{REF_PATTERN.pattern}\b", text, re.ASCII):
            model = NUMBERED.get(match[1])
            if model and not _leads_somewhere(model, match[0]):
                sentence = _("It names %(ref)s, and no record bears that number.")
                yield Violation(record, sentence % {"ref": match[0]})


def _leads_somewhere(model: type[models.Model], ref: str) -> bool:
    is_borne = model.objects.filter(ref=ref).exists()
    return is_borne or bool(Alias.objects.bearers(model._meta.model_name, [ref]))


def _texts() -> Iterator[tuple[models.Model, str]]:
    """Yield (record, text of its own or of a citation about it) where the text may hold a ref."""
    for model in CITED.values():
        if any(field.name == "summary" for field in model._meta.fields):
            for record in model.objects.filter(summary__contains="-").iterator():
                yield record, record.summary
    claims = Citation.objects.filter(claim__contains="-").with_subjects()
    for citation in claims.iterator():
        yield citation.subject, citation.claim
