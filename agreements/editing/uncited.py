"""Values that no citation supports: in the whole register, and in some records of it."""

from collections.abc import Collection, Iterator, Mapping

from django.db.models import CharField, Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from agreements.evidence.values import field_label
from agreements.models import Citation, Name
from agreements.models.citation import CITED, citable_fields, owner_link
from agreements.models.grades import has_value
from agreements.models.items import ITEMS
from agreements.nouns import NOUNS

from .violation import Violation


def values_are_cited() -> Iterator[Violation]:
    """Yield each record with a value that no citation supports, once for each such field."""
    for noun in CITED:
        for field in cited_fields(noun):
            sentence = no_support(noun, field)
            for record in _records_without(noun, field):
                yield Violation(record, sentence)


def uncited_values(keys: Mapping[str, Collection]) -> list[tuple[str, str, str]]:
    """Return (noun, key, field) of the values without a citation of some records, in one query.

    `keys` are those of the records, by noun.
    """
    asked = [
        _told(noun, field, keys[noun])
        for noun in CITED
        if keys.get(noun)
        for field in cited_fields(noun)
    ]
    if not asked:
        return []
    first, *others = asked
    return sorted(first.union(*others))


def no_support(noun: str, field: str) -> str:
    return _("No citation supports the value of “%(field)s”.") % {"field": field_label(noun, field)}


def cited_fields(noun: str) -> list[str]:
    """Return the fields of a noun whose values need a source, in its order."""
    return [field for field in citable_fields(noun) if field not in NOUNS[noun].uncited]


def _records_without(noun: str, field: str) -> Iterator[Model]:
    rows, owner = _without_support(noun, field)
    if owner == "pk":
        yield from rows.distinct().iterator()
        return
    for item in rows.select_related(owner).iterator():
        yield getattr(item, owner)


def _told(noun: str, field: str, keys: Collection) -> QuerySet:
    rows, owner = _without_support(noun, field)
    return (
        rows.order_by()
        .filter(**{f"{owner}__in": keys})
        .values_list(Value(noun), Cast(F(owner), CharField()), Value(field))
    )


def _without_support(noun: str, field: str) -> tuple[QuerySet, str]:
    """Return the rows that hold a value no citation supports, and what leads to their records."""
    about = Citation.objects.filter(field=field, stance=Citation.Stance.SUPPORTS)
    if field not in ITEMS:
        support = about.filter(**{noun: OuterRef("pk")})
        return CITED[noun].objects.filter(has_value(CITED[noun], field), ~Exists(support)), "pk"
    link, owner = ITEMS[field], owner_link(noun, field)
    support = about.filter(
        Q(**{link: OuterRef("pk")}) | Q(**{link: None}), **{noun: OuterRef(f"{owner}_id")}
    )
    items = CITED[noun]._meta.get_field(field).related_model.objects
    unsupported = items.filter(~Exists(support)).exclude(**{owner: None})
    if field == "names":
        unsupported = unsupported.exclude(kind=Name.Kind.TRANSLATED)
    return unsupported, owner
