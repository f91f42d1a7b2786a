"""The kinds of facets: by a record, by a choice, by a year, by evidence."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import count
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from django.db.models import CharField, Count, F, Model, Value
from django.db.models.enums import ChoicesType
from django.db.models.functions import Cast, Coalesce, NullIf, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.models import Source
from agreements.models.grades import grade, grade_expression

from .reading import columns, distinct, whole_numbers


class FacetValue(NamedTuple):
    """One value of a facet: its key in the database, its text in an address, its label."""

    key: Any
    text: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Facet:
    """A property by which records are filtered and counted.

    `path` leads from a record to the property in Django's notation; a record has any number of
    values of it. `unknown` is the sentence for a value that does not exist. `default` is the key of
    the records for which `columns` has none.
    """

    parameter: str
    label: Promise
    unknown: Promise
    path: str
    default: Any = None

    @property
    def expression(self):
        """Return the expression that gives the key, one row for each value of a record."""
        return F(self.path)

    def is_single(self, model):
        """Return whether no record of the model can have more than one value."""
        first, *rest = self.path.split("__")
        field = model._meta.get_field(first)
        return not (rest or field.one_to_many or field.many_to_many)

    def keyed(self, queryset):
        """Return a row for each value of each record, its key in `facet_key`."""
        return queryset.order_by().annotate(facet_key=self.expression).exclude(facet_key=None)

    def columns(self, model, pks=None):
        """Yield (primary keys, keys), paired for each value of the records of these `pks`.

        Without `pks` it is for all records of the model. They come in parts.
        """
        records = model._default_manager.all()
        if pks is not None:
            records = records.filter(pk__in=pks)
        return columns(self.keyed(records).values_list("pk", "facet_key"))

    def narrow(self, queryset, keys):
        """Return the records of the queryset that have at least one of the keys."""
        holders = self.keyed(queryset.model._default_manager.all()).filter(facet_key__in=keys)
        return queryset.filter(pk__in=holders.values("pk"))

    def count(self, queryset):
        """Return {key: number of records that have it}, counted in SQL."""
        rows = self.keyed(queryset).values_list("facet_key")
        return dict(rows.annotate(Count("pk", distinct=True)))

    def rank(self, count):
        """Return the key by which values are listed: the most frequent first."""
        return (-count,)

    def standing(self):
        """Return the keys that are listed even where no record has them: here none."""
        return ()

    def read(self, texts):
        """Return the FacetValues that the texts of an address name; unknown texts are left out."""
        raise NotImplementedError

    def show(self, keys):
        """Return the FacetValues of the keys, in the order in which a reader expects them."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class RecordFacet(Facet):
    """A facet whose values are records of another noun, named in addresses by `address_field`."""

    model: type[Model]
    address_field: str
    pattern: re.Pattern

    def keyed(self, queryset):
        # Asked for the other way round, both databases would join every record without a value.
        return super().keyed(queryset.filter(**{f"{self.path}__isnull": False}))

    def columns(self, model, pks=None):
        # Read from the table that links records to values: it knows both.
        first, *rest = self.path.split("__")
        field = model._meta.get_field(first)
        if field.many_to_many:
            links, record = getattr(model, first).through, f"{field.m2m_field_name()}_id"
            rest = [field.m2m_reverse_field_name(), *rest]
        else:
            links, record = field.related_model, field.field.attname
        value = "__".join(rest)
        rows = links._default_manager.order_by().exclude(**{value: None})
        if pks is not None:
            rows = rows.filter(**{f"{record}__in": pks})
        return columns(rows.values_list(record, value))

    def read(self, texts):
        texts = [text for text in texts if self.pattern.fullmatch(text)]
        if not texts:
            return []
        records = self.model._default_manager.filter(**{f"{self.address_field}__in": texts})
        found = {getattr(record, self.address_field): record for record in records}
        return [self.value(found[text]) for text in texts if text in found]

    def show(self, keys):
        records = self.model._default_manager.filter(pk__in=keys)
        return self.arrange(map(self.value, records))

    def arrange(self, values):
        """Return FacetValues in the order in which a reader expects them."""
        return sorted(values, key=attrgetter("label"))

    def value(self, record):
        """Return the FacetValue of a record."""
        return FacetValue(record.pk, getattr(record, self.address_field), str(record))


@dataclass(frozen=True, kw_only=True)
class ChoiceFacet(Facet):
    """A facet whose values are the choices of a field; records without one are not counted."""

    choices: ChoicesType

    @property
    def expression(self):
        return NullIf(F(self.path), Value(""))

    def standing(self):
        """Return all choices: that none is planned is worth knowing."""
        return self.choices.values

    def read(self, texts):
        return [self._value(text) for text in texts if text in self.choices.values]

    def show(self, keys):
        return [self._value(key) for key in self.choices.values if key in keys]

    def _value(self, key):
        return FacetValue(key, key, str(self.choices(key).label))


@dataclass(frozen=True, kw_only=True)
class EvidenceFacet(ChoiceFacet):
    """A facet of how well records are known; it has no column, for it follows from citations."""

    model: type[Model]

    @property
    def expression(self):
        return grade_expression(self.model)

    def is_single(self, model):
        return False

    def columns(self, model, pks=None):
        relation = model._meta.get_field("citations")
        noun = relation.field.name
        citations = relation.related_model.objects.exclude(**{noun: None})
        sources = Source.objects.all()
        if pks is not None:
            citations = citations.filter(**{f"{noun}__in": pks})
            sources = sources.filter(pk__in=citations.values("source"))
        numbers = defaultdict(count().__next__)
        voices = {
            pk: numbers[publisher] for pk, publisher in sources.values_list("pk", "publisher")
        }
        rows = citations.values_list(f"{noun}_id", "stance", "source_id")
        records, disputes, publishers = [], [], []
        for about, stances, cited in columns(rows):
            records.append(about)
            disputes.append([stance == "disputes" for stance in stances])
            publishers.append([voices.get(source, -1) for source in cited])
        yield _grades(*map(whole_numbers, (records, disputes, publishers)))


def _grades(records, disputes, publishers):
    """Return records and their Grades from the record, stance and publisher of each citation.

    All are whole numbers (numpy, int64): a stance is 1 where it disputes, 0 where it supports.
    """
    cited = distinct(records)
    is_disputed = np.isin(cited, records[disputes == 1])
    places = np.searchsorted(cited, records)
    supporting = distinct((places << 32 | publishers)[disputes == 0]) >> 32
    voices = np.bincount(supporting, minlength=len(cited))
    numbers = zip(is_disputed.tolist(), voices.tolist(), strict=True)
    return cited, [grade(is_disputed=disputed, publishers=count) for disputed, count in numbers]


@dataclass(frozen=True, kw_only=True)
class YearFacet(Facet):
    """A facet of the years of a day, as text; records without a day are undated."""

    UNDATED = "undated"

    def rank(self, count):
        """Return nothing: years are listed as they follow each other."""
        return ()

    @property
    def expression(self):
        # Of a day as ISO 8601 text; SQLite would ask Python for the year of each single day.
        year = Substr(Cast(self.path, CharField()), 1, 4)
        return Coalesce(year, Value(self.UNDATED), output_field=CharField())

    def read(self, texts):
        return [
            self._value(text)
            for text in texts
            if text == self.UNDATED or re.fullmatch(r"[1-9][0-9]{3}", text)
        ]

    def show(self, keys):
        rising = sorted(keys, key=lambda key: (key != self.UNDATED, key))
        return [self._value(key) for key in reversed(rising)]

    def _value(self, key):
        return FacetValue(key, key, str(_("No day known")) if key == self.UNDATED else key)
