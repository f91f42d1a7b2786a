"""Records as published data needs them: some thousands at a time, by a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import BigAutoField, CharField, Expression, F, Field, Model, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from agreements import databases
from agreements.changes.last_changes import last_changes
from agreements.models import (
    Citation,
    Identifier,
    Link,
    Membership,
    Name,
    Party,
    Revision,
    Sector,
    Translation,
)
from agreements.models.days import Day
from agreements.models.grades import Grade, weakest
from agreements.models.items import ITEMS
from agreements.models.shown_names import name_at
from agreements.nouns import AGREEMENT, Noun
from agreements.nouns.published import Column

from .cited import Cited, Said

# Who gives the identifier of a body: an authority of its country, or else a scheme.
GIVEN_BY = Coalesce(NullIf("issuer", Value("")), "scheme")
# What is told of the rows of another table that belong to a record: of most what names them.
TOLD = {
    Identifier: (GIVEN_BY, "value"),
    Link: ("to_agreement__ref", "kind"),
    Membership: ("institution__ref", "role"),
    Name: ("language", "text"),
    Sector: ("slug", "isced_code"),
    Translation: ("language", "text"),
}
# Which of several values a citation names, and the name of the publisher that speaks in it.
# The database gives whole numbers as they are: of an integer field Django would convert each.
ITEM = Coalesce(*(F(f"{link}_id") for link in ITEMS.values()), output_field=BigAutoField())
VOICE = Coalesce("source__reprints__publisher__name", "source__publisher__name")
NOTHING = Value("", output_field=CharField())
# Where a record has its name in the language that data is asked for in; rows of other tables tell
# that of agreements.
CALLED = "called"


class Taking(NamedTuple):
    """A party to an agreement: its own primary key, its role, and which body it is."""

    pk: int
    role: str
    institution: str
    name: str
    kind: str
    country: str | None
    place: str | None
    is_named: bool


class Record(NamedTuple):
    """A record as published data needs it.

    `own` has what stands at each path of the columns, `linked` what is told of the rows of other
    tables that belong to it, by its field, and `cited` what citations say. `changes` tells at which
    revision each record was last changed that was read with it; it is asked at its first use.
    """

    noun: Noun
    key: int | str
    own: Mapping[str, Any]
    linked: Mapping[str, Sequence]
    cited: Cited
    url: str
    changes: Callable[[], Mapping[int, int]]

    @property
    def address(self) -> str:
        """Return what names it in addresses."""
        return self.own[self.noun.model.ADDRESS_FIELD]

    @property
    def revision(self) -> int | None:
        """Return the number of the revision at which it was last changed, None if not known."""
        return self.changes().get(self.key)

    def day(self, field: str) -> str:
        """Return a day of it as ISO 8601 text, as exactly as it is known."""
        return Day(self.own[field], self.own[self.noun.model.DAYS[field]]).iso

    def grade(self) -> Grade:
        """Return how well it is known: as well as the weakest of the key values that it has."""
        return weakest(chain.from_iterable(map(self._grades, self.noun.model.KEY_FIELDS)))

    def _grades(self, field: str) -> Iterable[Grade]:
        if field in ITEMS:
            return (self.cited.grade(field, item.pk) for item in self.linked[field])
        return (self.cited.grade(field),) if self._has(field) else ()

    def _has(self, field: str) -> bool:
        instead = self.noun.model.IN_PLACE_OF.get(field)
        if field in self.linked:
            return bool(self.linked[field])
        return self.own[field] not in (None, "") or bool(instead and self.own[instead])


def read(
    noun: Noun, keys: Sequence, address: str, revision: Revision | None = None
) -> Iterator[Record]:
    """Yield the Records of primary keys in that order; those that are gone are left out.

    `address` is the absolute one of the noun's list, and the Records are as of the revision.
    """
    changes = cache(partial(last_changes, keys, revision))
    own, linked, said = _own(noun, keys), _linked(noun, keys), _said(noun, keys)
    for key in keys:
        if key in own:
            values = own[key]
            url = f"{address}{values[noun.model.ADDRESS_FIELD]}/"
            of_it = {field: rows.get(key, ()) for field, rows in linked.items()}
            cited = Cited(noun.name, said.get(key, ()))
            yield Record(noun, key, values, of_it, cited, url, changes)


def among(model: type[Model], keys: Sequence, path: str = "pk") -> QuerySet:
    """Return the rows that lead by a path to records of the model with these primary keys."""
    queryset = model._default_manager.order_by()
    are_numbers = keys and not isinstance(keys[0], str)
    listed = databases.id_list(keys) if are_numbers else list(keys)
    return queryset.filter(**{f"{path}__in": listed})


def _own(noun: Noun, keys: Sequence) -> dict[Any, dict]:
    paths = own_paths(noun)
    names = {column.paths[0]: _name(noun.model, column) for column in noun.columns if column.names}
    read = {path: names.get(path, path) for path in paths}
    if noun is AGREEMENT:
        read[CALLED] = name_at("pk", noun.name, noun.model.TITLE_FIELD)
    rows = among(noun.model, keys).values_list("pk", *read.values())
    return {key: dict(zip(read, values, strict=True)) for key, *values in rows}


def _name(model: type[Model], column: Column) -> Expression:
    """Return the expression of what the record is called that a column names."""
    related = model._meta.get_field(column.names).related_model
    return name_at(column.names, related._meta.model_name, column.paths[0])


def own_paths(noun: Noun) -> list[str]:
    """Return the paths of all that its columns and the grade of its records need, each once."""
    paths = chain.from_iterable(column.paths for column in noun.columns)
    model = noun.model
    plain = [name for name in model.KEY_FIELDS if not _is_linked(model._meta.get_field(name))]
    instead = [model.IN_PLACE_OF[name] for name in plain if name in model.IN_PLACE_OF]
    return list(dict.fromkeys((*paths, *plain, *instead)))


def _is_linked(field: Field) -> bool:
    return field.one_to_many or field.many_to_many


def linked_fields(noun: Noun) -> list[str]:
    """Return the fields of the noun whose values are rows of other tables."""
    fields = dict.fromkeys(column.field for column in noun.columns if column.field)
    return [name for name in fields if _is_linked(noun.model._meta.get_field(name))]


def _linked(noun: Noun, keys: Sequence) -> dict[str, dict[Any, list]]:
    """Return {field: {primary key: rows}} of all rows of other tables that belong to records."""
    fields = linked_fields(noun)
    found: dict[str, dict] = {name: defaultdict(list) for name in fields}
    if "parties" in found:
        fields.remove("parties")
        for owner, *values in parties_of(keys):
            found["parties"][owner].append(Taking(*values))
    queries = [_pairs(noun.model, name, keys) for name in fields]
    for owner, name, first, second in queries[0].union(*queries[1:], all=True) if queries else ():
        found[name][owner].append((first, second))
    for name in fields:
        for rows in found[name].values():
            rows.sort()
    return found


def parties_of(keys: Sequence) -> QuerySet:
    """Return rows of the primary key of an agreement and the values of a Taking, in order."""
    return (
        among(Party, keys, "agreement")
        .order_by(*Party._meta.ordering)
        .values_list(
            "agreement",
            "pk",
            "role",
            "institution__ref",
            name_at("institution", "institution", "institution__name"),
            "institution__kind",
            "institution__country",
            name_at("institution__place", "place", "institution__place__name"),
            "institution__is_named",
        )
    )


def _pairs(model: type[Model], name: str, keys: Sequence) -> QuerySet:
    """Return rows of a record's primary key, the field's name, and two texts of what it holds."""
    through, owner, before = _way(model._meta.get_field(name))
    related = model._meta.get_field(name).related_model
    texts = [
        Cast(f"{before}{path}" if isinstance(path, str) else path, CharField())
        for path in TOLD.get(related) or (related.ADDRESS_FIELD,)
    ]
    return among(through, keys, owner).values_list(
        owner, Value(name, output_field=CharField()), *texts, *[NOTHING][len(texts) - 1 :]
    )


def _way(field: Field) -> tuple[type[Model], str, str]:
    """Return the model of the rows that a field leads to, their link back, and the way onward."""
    if not field.many_to_many:
        return field.related_model, field.field.name, ""
    if field.auto_created:
        link = field.field
        return field.through, link.m2m_reverse_field_name(), f"{link.m2m_field_name()}__"
    through = field.remote_field.through
    return through, field.m2m_field_name(), f"{field.m2m_reverse_field_name()}__"


def _said(noun: Noun, keys: Sequence) -> dict[Any, list[Said]]:
    if not noun.is_spoken_of:
        return {}
    rows = among(Citation, keys, noun.name).values_list(
        noun.name, "field", ITEM, "stance", "basis", VOICE, "source__ref"
    )
    found = defaultdict(list)
    for key, *values in rows:
        found[key].append(Said(*values))
    return found
