"""What the register must know of a noun beyond its model."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from django.db.models import Model, QuerySet, TextField
from django.utils.functional import Promise
from django.utils.text import capfirst

from agreements.language_paths import address_of
from agreements.models import Citation, Name, Translation
from agreements.models.numbers import grouped
from agreements.models.ordering import CountOrder

from .arrangements import Arrangement
from .callings import CHOICE_WORDS
from .column import Column
from .derived import DerivedFacet, GroupFacet, PairFacet
from .facets import Facet, RecordFacet, link_along
from .years import YearFacet

# The choices of rows that belong to a record, by the path that leads there.
ELSEWHERE = {"role": "parties__role"}


class Naming(IntEnum):
    """What the names of a noun's records are; each is also what those before it are not.

    A TITLE is a sentence. A PROPER_NAME may be suggested to whoever misspelt it. Whoever looks for
    one name of a TERM means what bears any of its others. A TERRITORY is found from the beginning
    of a word on: "Oman" is no part of "Romania".
    """

    TITLE = 0
    PROPER_NAME = 1
    TERM = 2
    TERRITORY = 3


class Apart(NamedTuple):
    """The facet by whose values records are counted apart, and the words for so many of each."""

    parameter: str
    words: Mapping[str, Promise]


@dataclass(frozen=True, kw_only=True)
class Row:
    """How a field stands among the facts of a record's page, where not as most do.

    One that `is_optional` has no row where it is empty, and so are all fields that it is
    `told_with`. `template` draws what a value of its kind does not say, `note` what follows from it
    and is no value: it stands below the mark.
    """

    is_optional: bool = False
    told_with: tuple[str, ...] = ()
    template: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Noun:
    """A noun of the register: what its records are found by, counted by and told by.

    Labels, help and codes come from the model. `plural` is its word in addresses, empty where its
    records have no pages of their own.
    """

    model: type[Model]
    plural: str = ""
    # The records of its list, with all that a row shows.
    records: QuerySet
    # Own fields that hold names; each of the records' Names is one too.
    names: tuple[str, ...]
    # Own fields that hold web addresses by which it is found.
    addresses: tuple[str, ...] = ()
    # The relation to its Identifiers, by which it is found; empty where it has none.
    identifiers: str = ""
    # The fields without a row on its page: they stand in its head or in a section of their own.
    elsewhere: tuple[str, ...] = ()
    rows: Mapping[str, Row] = field(default_factory=dict)
    # Fields that the register words or assigns itself, and those that are cited at their other end.
    uncited: tuple[str, ...] = ()
    # By the names of which other nouns a record is found, and the paths that lead there.
    found_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Those that say less of a record: an alliance called after Chongqing has members anywhere.
    found_loosely_by: tuple[str, ...] = ()
    # Links to rows of which each record has few, so that a search can read all of them at once.
    few: tuple[str, ...] = ()
    naming: Naming = Naming.TITLE
    facets: tuple[Facet, ...] = ()
    derived: tuple[DerivedFacet, ...] = ()
    orders: Mapping[str, Arrangement]
    # The field that says for how many agreements a record stands.
    weight: str = ""
    # A row of its list says how many agreements have it.
    is_counted: bool = False
    # Whole sentences: of no record, of a choice without one, of a list, of a record without a
    # summary, of an unknown value of a facet.
    missing: Promise | str = ""
    empty: Promise | str = ""
    list_sentence: Promise | str = ""
    record_sentence: Promise | str = ""
    unknown_value: Promise | str = ""
    holdings: Callable | None = None
    apart: Apart | None = None
    # Those of its records as published data.
    columns: tuple[Column, ...] = ()
    json_ld: Callable = dict

    @property
    def name(self) -> str:
        """Return the word by which the program knows it: "agreement"."""
        return self.model._meta.model_name

    @property
    def title(self) -> str:
        """Return what a list of its records is headed: "Agreements"."""
        return capfirst(self.model._meta.verbose_name_plural)

    @cached_property
    def counted(self) -> tuple[Facet | DerivedFacet, ...]:
        """Return all by which records are counted, in the order in which readers see them."""
        derived = [*self.pairs, *self.groups]
        return tuple(
            one
            for facet in self.facets
            for one in (facet, *(other for other in derived if other.behind == facet.parameter))
        )

    @property
    def pairs(self) -> list[PairFacet]:
        """Return the pairs of values by which records are counted."""
        return [one for one in self.derived if isinstance(one, PairFacet) and one.behind]

    @property
    def groups(self) -> list[GroupFacet]:
        """Return the groups of values by which records are counted."""
        return [one for one in self.derived if isinstance(one, GroupFacet) and one.behind]

    @cached_property
    def links(self) -> tuple[RecordFacet, ...]:
        """Return the ways to the records by whose names it is found, those of facets left out.

        A group leads to its members, and to what these are members of.
        """
        known = {facet.path for facet in (*self.facets, *self.groups)}
        paths = chain.from_iterable(self.found_by.values())
        return tuple(link_along(self.model, path) for path in paths if path not in known)

    @cached_property
    def ways(self) -> tuple[Facet | GroupFacet, ...]:
        """Return all by which the index leads from its records to those that they are linked to.

        Of one path a facet comes before a group, and that before a link.
        """
        return (*self.facets, *self.groups, *self.links)

    @cached_property
    def callings(self) -> tuple[Facet, ...]:
        """Return the choices by whose words its records are found, those of facets left out."""
        known = {facet.parameter for facet in self.facets}
        return tuple(
            Facet(
                parameter=parameter,
                label="",
                unknown_message="",
                path=ELSEWHERE.get(parameter, parameter),
            )
            for noun, parameter in CHOICE_WORDS
            if noun == self.name and parameter not in known
        )

    @property
    def counted_orders(self) -> list[CountOrder]:
        """Return its orders by a number of other records."""
        orders = (arrangement.order for arrangement in self.orders.values())
        return [order for order in orders if isinstance(order, CountOrder)]

    @property
    def sentences(self) -> list[str]:
        """Return the own fields that hold whole sentences."""
        return [field.name for field in self.model._meta.fields if isinstance(field, TextField)]

    @property
    def is_spoken_of(self) -> bool:
        """Return whether sources speak about its records."""
        return self.name in Citation.SUBJECTS

    @property
    def has_passages(self) -> bool:
        """Return whether its records are found by what is said of them in sentences."""
        return self.is_spoken_of or bool(self.sentences)

    @property
    def has_other_names(self) -> bool:
        """Return whether its records have names besides their own."""
        return self.name in Name.SUBJECTS

    @property
    def has_translations(self) -> bool:
        """Return whether its records have summaries in other languages."""
        return self.name in Translation.SUBJECTS

    @property
    def is_dated(self) -> bool:
        """Return whether what is said of its records is another thing on every day."""
        return any(facet.is_dated for facet in self.facets)

    @cached_property
    def year(self) -> YearFacet | None:
        """Return the facet of years by which its records are counted, None where there is none."""
        return next((facet for facet in self.facets if isinstance(facet, YearFacet)), None)

    @property
    def sharing_fields(self) -> list[str]:
        """Return the fields that say whether all that a record stands for share a value."""
        return sorted({facet.shared_where for facet in self.facets if facet.shared_where})

    @property
    def list_address(self) -> str:
        """Return the address of its list, empty where it has none."""
        return address_of(f"agreements:{self.name}-list") if self.plural else ""

    @property
    def name_is_cited(self) -> bool:
        """Return whether sources state what a record is called, rather than the register."""
        return self.model.TITLE_FIELD not in self.uncited

    @property
    def facts(self) -> list[str]:
        """Return the fields that have a row on a record's page, in order."""
        return [name for name in self.model.PUBLIC_FIELDS if name not in self.elsewhere]

    def label_of(self, name: str) -> str:
        """Return the name of a field as readers know it."""
        described = self.model._meta.get_field(name)
        plural = (
            described.related_model._meta.verbose_name_plural if described.auto_created else None
        )
        return capfirst(plural or described.verbose_name)

    def facet(self, parameter: str) -> Facet | DerivedFacet:
        choosable = (*self.facets, *self.derived)
        return next(facet for facet in choosable if facet.parameter == parameter)

    def counted_along(
        self, path: str, *, is_shared: bool = True, shared_where: str = ""
    ) -> RecordFacet:
        """Return the facet by which records of another noun are counted that a path leads from."""
        return RecordFacet(
            parameter=self.name,
            label=capfirst(self.model._meta.verbose_name),
            unknown_message=self.unknown_value,
            path=path,
            model=self.model,
            is_shared=is_shared,
            shared_where=shared_where,
        )

    def arrangement(self, sort: str) -> Arrangement:
        """Return an order by its name, the list's own for ""."""
        return self.orders[sort or next(iter(self.orders))]

    def words_for(self, count: int) -> str:
        """Return how many records there are, in words."""
        return counted_in_words(self.holdings, count)

    def words_apart(self, key: str, count: int) -> str:
        """Return how many records have a value by which they are counted apart, in words."""
        return counted_in_words(self.apart.words[key], count)


def counted_in_words(words: Callable | Promise, count: int) -> str:
    return words % {"count": count, "shown": grouped(count)}


def linked_paths(nouns: Iterable[Noun]) -> Iterable[tuple[Noun, str]]:
    """Yield (noun, path) of all that a noun's records are counted, ordered, named or told of by."""
    for noun in nouns:
        for facet in (*noun.facets, *noun.links, *noun.callings, *noun.groups):
            for path in facet.depends_on:
                yield noun, path
        for order in noun.counted_orders:
            yield noun, order.path
        if noun.has_other_names:
            yield noun, "names__text"
        if noun.has_translations:
            yield noun, "translations__text"
        if noun.identifiers:
            yield noun, f"{noun.identifiers}__value"
        if noun.is_spoken_of:
            yield noun, "citations__claim"
