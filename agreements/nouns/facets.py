"""By what records are filtered and counted: by a record, a choice, evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple, Self

from django.db.models import (
    Case,
    CharField,
    Count,
    Expression,
    F,
    Field,
    Model,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.enums import ChoicesType
from django.db.models.functions import NullIf
from django.utils.functional import Promise
from django.utils.translation import get_language

from agreements.models.alphabets import alphabetical
from agreements.models.grades import grade_expression
from agreements.models.shown_names import read_along, shown_words

# By this the records are chosen that have no value, whatever their values are.
NOT_STATED = "not-stated"


class FacetValue(NamedTuple):
    """One value of a facet: its key in the database, its text in an address, its label.

    The label of a record is its ShownName.
    """

    key: Any
    text: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Facet:
    """A property by which records are filtered and counted.

    `path` leads from a record to the property in Django's notation; a record has any number of
    values of it. `unknown_message` is the sentence for a value that does not exist. `default` is
    the key of the records without a value. `depends_on` are the paths to all that it follows from.
    What `is_shared` holds for each of the agreements that a record stands for; of a sector it is
    only known that it is among theirs, unless the field `shared_where` of the record says yes.
    What `is_dated` is another thing on every day. Where records `may_lack` a value, those that do
    are chosen and counted, too. Where it `needs_label`, values alone do not say what they are of.
    """

    parameter: str
    label: Promise
    unknown_message: Promise
    path: str
    default: Any = None
    is_shared: bool = True
    shared_where: str = ""
    is_dated: ClassVar[bool] = False
    may_lack: ClassVar[bool] = True
    needs_label: ClassVar[bool] = False

    def on(self, day: date | None) -> Self:
        """Return the facet as of a day, None for today; most are the same on every day."""
        return self

    @property
    def depends_on(self) -> tuple[str, ...]:
        return (self.path,)

    @property
    def expression(self) -> Expression | F:
        """Return the expression that gives the key, one row for each value of a record."""
        return F(self.path)

    def is_single(self, model: type[Model]) -> bool:
        """Return whether no record of the model can have more than one value."""
        fields = (field for _model, field in steps(model, self.path))
        return not any(field.one_to_many or field.many_to_many for field in fields)

    def with_key(self, queryset: QuerySet) -> QuerySet:
        """Return a row for each value of each record, its key in `facet_key`."""
        return queryset.order_by().annotate(facet_key=self.expression).exclude(facet_key=None)

    def filter(self, queryset: QuerySet, keys: Iterable) -> QuerySet:
        """Return the records of the queryset that have at least one of the keys, or lack any."""
        held = set(self.expanded(keys))
        holders = self.with_key(queryset.model._default_manager.all())
        wanted = Q(pk__in=holders.filter(facet_key__in=held - {NOT_STATED}).values("pk"))
        if NOT_STATED in held:
            wanted |= ~Q(pk__in=holders.values("pk"))
        return queryset.filter(wanted)

    def count_lacking(self, queryset: QuerySet) -> int:
        """Return the number of records that have no value, counted in SQL."""
        holders = self.with_key(queryset.model._default_manager.all())
        return queryset.exclude(pk__in=holders.values("pk")).count()

    def count(self, queryset: QuerySet) -> dict:
        """Return {key: number of records that have it}, counted in SQL."""
        rows = self.with_key(queryset).values_list("facet_key")
        return dict(rows.annotate(Count("pk", distinct=True)))

    def sort_key(self, count: int) -> tuple:
        """Return the key by which values are listed: the most frequent first."""
        return (-count,)

    def always_listed(self) -> Iterable:
        """Return the keys that are listed even where no record has them: here none."""
        return ()

    def most_listed(self, wanted: int | None) -> int | None:
        """Return how many values are listed where so many are wanted, None for all."""
        return wanted

    def count_of(self, key: Any, counts: Mapping[Any, int]) -> int:
        """Return how many records a key means, by the counts of those that records have."""
        return counts.get(key, 0)

    def also_counted(self, chosen: Mapping[str, Iterable]) -> Iterable:
        """Return the keys that are counted however seldom they are, of {parameter: chosen keys}."""
        return chosen.get(self.parameter, ())

    def expanded(self, keys: Iterable) -> Iterable:
        """Return the keys that records have of some that are chosen: most are the same."""
        return keys

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        """Return the FacetValues that the texts of an address name; unknown texts are left out."""
        raise NotImplementedError

    def values(self, keys: Iterable) -> list[FacetValue]:
        """Return the FacetValues of the keys, in the order in which a reader expects them."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class RecordFacet(Facet):
    """A facet whose values are records of another noun, named as in their own addresses."""

    model: type[Model]

    def with_key(self, queryset: QuerySet) -> QuerySet:
        # Excluding NULL keys instead, both databases would join every record without a value.
        return super().with_key(queryset.filter(**{f"{self.path}__isnull": False}))

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        texts = [text for text in texts if self.model.ADDRESS_PATTERN.fullmatch(text)]
        if not texts:
            return []
        named = {f"{self.model.ADDRESS_FIELD}__in": texts}
        records = read_along(self.model._default_manager.filter(**named))
        found = {record.address: record for record in records}
        return [self.value(found[text]) for text in texts if text in found]

    def values(self, keys: Iterable) -> list[FacetValue]:
        records = read_along(self.model._default_manager.filter(pk__in=keys))
        return self.in_order(map(self.value, records))

    def in_order(self, values: Iterable[FacetValue]) -> list[FacetValue]:
        language = get_language()
        return sorted(values, key=lambda value: alphabetical(value.label, language))

    def value(self, record: Model) -> FacetValue:
        return self.choice(record)._replace(label=record.shown_name)

    def choice(self, record: Model) -> FacetValue:
        """Return the FacetValue of a record by which others are chosen: nobody reads its label."""
        return FacetValue(record.pk, record.address, "")


@dataclass(frozen=True, kw_only=True)
class PartnerFacet(RecordFacet):
    """A facet along a path that leads back to the noun's own records and on from the others there.

    `partner` is the part of the path that leads to the other records.
    """

    needs_label: ClassVar[bool] = True
    partner: str

    def with_key(self, queryset: QuerySet) -> QuerySet:
        partners = queryset.order_by().annotate(partner=F(self.partner), facet_key=self.expression)
        return partners.exclude(facet_key=None).exclude(partner=F("pk"))


@dataclass(frozen=True, kw_only=True)
class ChoiceFacet(Facet):
    """A facet whose values are the choices of a field; records without one are not counted."""

    choices: ChoicesType

    @property
    def expression(self) -> Expression:
        return NullIf(F(self.path), Value(""))

    def always_listed(self) -> list:
        """Return all choices: that none is planned is worth knowing."""
        return self.choices.values

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        return [self._value(text) for text in texts if text in self.choices.values]

    def values(self, keys: Iterable) -> list[FacetValue]:
        return [self._value(key) for key in self.choices.values if key in keys]

    def _value(self, key: str) -> FacetValue:
        return FacetValue(key, key, str(self.choices(key).label))


@dataclass(frozen=True, kw_only=True)
class YesNoFacet(ChoiceFacet):
    """A facet of a field that says yes or no; its first choice means yes, the other one no."""

    may_lack: ClassVar[bool] = False

    @property
    def expression(self) -> Expression:
        yes, no = map(Value, self.choices.values)
        return Case(When(**{self.path: True, "then": yes}), default=no, output_field=CharField())


@dataclass(frozen=True, kw_only=True)
class WordsFacet(Facet):
    """A facet whose values are whatever was written in a field; what is empty is not counted.

    Any words are read, up to `max_length` letters: nobody is asked whether a record has them.
    """

    max_length: int

    @property
    def expression(self) -> Expression:
        return NullIf(F(self.path), Value(""))

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        fit = (text for text in texts if len(text) <= self.max_length)
        return [FacetValue(text, text, shown_words(text)) for text in fit]

    def values(self, keys: Iterable) -> list[FacetValue]:
        return [FacetValue(key, key, shown_words(key)) for key in sorted(keys)]


@dataclass(frozen=True, kw_only=True)
class EvidenceFacet(ChoiceFacet):
    """A facet of how well records are known; it has no column, for it follows from citations."""

    may_lack: ClassVar[bool] = False
    model: type[Model]

    @property
    def depends_on(self) -> tuple[str, ...]:
        voices = ("citations__source__publisher", "citations__source__reprints__publisher")
        return ("citations__stance", *voices, *self.model.KEY_FIELDS)

    @property
    def expression(self) -> Expression:
        return grade_expression(self.model)

    def is_single(self, model: type[Model]) -> bool:
        return False


def link_along(model: type[Model], path: str) -> RecordFacet:
    """Return the way from records of a model to others; no reader chooses by it as it is."""
    *_before, (_model, last) = steps(model, path)
    return RecordFacet(
        parameter=link_name(path), label="", unknown_message="", path=path, model=last.related_model
    )


def link_name(path: str) -> str:
    """Return the name by which an index knows the way along a path, which may be a facet's own."""
    return f"link_{path}"


def steps(model: type[Model], path: str) -> Iterable[tuple[type[Model], Field]]:
    """Yield (model, its field) for each step of a path in Django's notation."""
    for name in path.split("__"):
        field = model._meta.get_field(name)
        yield model, field
        model = field.related_model
