"""The table of parties: a row for each body's place in an agreement."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from agreements.models import Identifier, Institution, Party
from agreements.models.grades import Grade
from agreements.nouns.institution import IDENTIFIERS
from agreements.nouns.published import Column, Kind, meaning

from .records import CALLED, GIVEN_BY, Record, Taking, among


class Seat(NamedTuple):
    """A body's place in an agreement: the Record of the agreement, and who takes part.

    `known_as` tells the identifiers of all bodies that were read with it, by their numbers; it is
    asked at its first use.
    """

    record: Record
    taking: Taking
    known_as: Callable[[], Mapping[str, list[str]]]


def seats(records: Sequence[Record]) -> Iterable[Seat]:
    known_as = cache(lambda: identifiers([record.key for record in records]))
    for record in records:
        for taking in record.linked["parties"]:
            yield Seat(record, taking, known_as)


def identifiers(keys: Sequence[int]) -> Mapping[str, list[str]]:
    """Return the identifiers of the parties to agreements, each after who gives it, in order."""
    found = defaultdict(list)
    of_parties = among(Party, keys, "agreement").values("institution")
    rows = Identifier.objects.filter(institution__in=of_parties).order_by()
    for institution, giver, value in sorted(
        rows.values_list("institution__ref", GIVEN_BY, "value")
    ):
        found[institution].append(f"{giver}: {value}")
    return found


def of_agreement(name: str, means: str, path: str, **more: object) -> Column:
    return Column(name=name, means=means, made=lambda seat: seat.record.own[path], **more)


def of_taking(name: str, means: str, attribute: str, **more: object) -> Column:
    return Column(name=name, means=means, made=attrgetter(f"taking.{attribute}"), **more)


PARTY_COLUMNS = (
    of_taking(
        "id",
        _("What names the row among all parties; citations of one party point at it."),
        "pk",
        kind=Kind.WHOLE_NUMBER,
        is_required=True,
        is_unique=True,
    ),
    of_agreement("agreement", _("The number of the agreement."), "ref", is_required=True),
    of_agreement("agreement_title", _("The title of the agreement."), CALLED, is_required=True),
    Column(
        name="signed",
        means=_("The day of signing, as exactly as it is known: 2024, 2024-09 or 2024-09-17."),
        made=lambda seat: seat.record.day("signed_on"),
    ),
    of_taking("institution", _("The number of the body."), "institution", is_required=True),
    of_taking("institution_name", _("The name of the body."), "name", is_required=True),
    of_taking(
        "institution_kind",
        meaning(Institution._meta.get_field("kind")),
        "kind",
        choices=tuple(Institution.Kind.choices),
    ),
    of_taking("country", _("The code of the country of the body."), "country"),
    of_taking("place", _("The name of the place of the body."), "place"),
    of_taking(
        "role",
        meaning(Party._meta.get_field("role")),
        "role",
        choices=tuple(Party.Role.choices),
        is_required=True,
    ),
    Column(
        name="position",
        means=_("Its place among the parties of the agreement, counted from 1."),
        kind=Kind.WHOLE_NUMBER,
        made=lambda seat: seat.record.linked["parties"].index(seat.taking) + 1,
        is_required=True,
    ),
    Column(
        name="evidence",
        means=_("How well it is known that this body is a party."),
        choices=tuple(Grade.choices),
        made=lambda seat: seat.record.cited.grade("parties", seat.taking.pk),
        is_required=True,
    ),
    of_taking(
        "institution_named",
        meaning(Institution._meta.get_field("is_named")),
        "is_named",
        kind=Kind.YES_NO,
        is_required=True,
        is_repeated=True,
    ),
    Column(
        name="identifiers",
        means=IDENTIFIERS.means,
        kind=Kind.LIST,
        term=IDENTIFIERS.term,
        made=lambda seat: seat.known_as().get(seat.taking.institution, []),
        is_repeated=True,
    ),
)
