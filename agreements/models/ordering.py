"""The order of texts and of records, the same in both databases and in the index."""

import string
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, OuterRef, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower

from agreements import databases

ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class TextKey(Lower):
    """Text in the order of its code points, A to Z taken as a to z.

    Both databases order so, whatever the locale of the machine.
    """

    def as_sql(self, compiler, connection, **context):
        context.setdefault("template", databases.of(connection).TEXT_KEY)
        return super().as_sql(compiler, connection, **context)


def text_key(text):
    """Return the text by which Python sorts as TextKey does in a database."""
    return text.translate(ASCII_LOWER)


@dataclass(frozen=True)
class Order:
    """Records by a key of theirs, equal keys by age; without a key they come last either way."""

    key: Combinable

    def arrange(self, queryset, *, descending=False):
        """Return the queryset in this order; descending, the youngest of equal keys comes first."""
        if descending:
            return queryset.order_by(self.key.desc(nulls_last=True), "-pk")
        return queryset.order_by(self.key.asc(nulls_last=True), "pk")

    def without_key(self, queryset):
        """Return the records that have no key, in no order."""
        return queryset.alias(order_key=self.key).filter(order_key=None).order_by()

    def key_of(self, queryset, pk):
        """Return the key of the record of a primary key; it must be there."""
        return queryset.values_list(self.key, flat=True).get(pk=pk)

    def stands_at(self, queryset, key, pk):
        """Return whether the record of a primary key is there and has that key."""
        condition = {"order_key__isnull": True} if key is None else {"order_key": key}
        return queryset.alias(order_key=self.key).filter(pk=pk, **condition).exists()

    def before(self, queryset, key, pk):
        """Return the primary key of the record just before the one of that key, None if first.

        Asked in steps that an index of the database answers, however many records there are.
        """
        keyed = queryset.alias(order_key=self.key)
        smaller = keyed.filter(order_key__isnull=False)
        if key is not None:
            smaller = keyed.filter(order_key__lt=key)
        nearest = (
            keyed.filter(order_key=key, pk__lt=pk).order_by("-pk"),
            smaller.order_by(self.key.desc(), "-pk"),
        )
        found = (candidates.values_list("pk", flat=True).first() for candidates in nearest)
        return next((pk for pk in found if pk is not None), None)


@dataclass(frozen=True)
class KnownNameOrder(Order):
    """Records by name; those that no source names have no key, so that they come last."""

    def before(self, queryset, key, pk):
        if key is None:
            return super().before(queryset, key, pk)
        # The index of all names answers, too, where only those of named records count.
        return BY_NAME.before(queryset.filter(is_named=True), key, pk)


@dataclass(frozen=True)
class CountOrder(Order):
    """Records by how many records of another noun there are of them, 0 among them.

    `path` leads from a record to these in Django's notation. They are of the noun `counted`, which
    knows the record as a value of its facet `parameter`.
    """

    key: Combinable = field(compare=False)
    path: str
    counted: str
    parameter: str


def by_number_of(model, path, *, counted, parameter):
    """Return the CountOrder of a model's records along a path."""
    record = model._default_manager.order_by().filter(pk=OuterRef("pk")).values("pk")
    number = record.annotate(number=Count(path, distinct=True)).values("number")
    return CountOrder(Subquery(number), path, counted, parameter)


BY_SIGNED = Order(F("signed_on"))
BY_TITLE = Order(TextKey("title"))
BY_UPDATED = Order(F("updated_at"))
BY_NAME = Order(TextKey("name"))
BY_KNOWN_NAME = KnownNameOrder(Case(When(is_named=True, then=TextKey("name"))))
BY_STARTED = Order(F("started_on"))
BY_LAUNCHED = Order(F("launched_on"))
BY_FIRST_DAY = Order(F("first_on"))
BY_PUBLISHED = Order(F("published_on"))
