"""What rows of agreements tell beside their own fields, read for all of a page as plain values."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import CharField, IntegerField, QuerySet, Value

from agreements.index.live_indexes import Snapshot
from agreements.models import Agreement, Country, Institution, Party, Sector
from agreements.nouns import AGREEMENT

# The facet by which the index knows how well an agreement is known.
GRADE = "evidence"
Taker = tuple[Institution, Country | None]
# The address of a sector, and the sector.
Served = tuple[str, Sector]


def tell_agreements(snapshot: Snapshot, agreements: Collection[Agreement]) -> None:
    """Put on agreements their `takers`, the sectors that are `served`, and their `evidence`."""
    pks = [agreement.pk for agreement in agreements]
    takers, served = linked_to(pks)
    grades = grades_of(snapshot, pks)
    for agreement in agreements:
        agreement.takers = takers[agreement.pk]
        agreement.served = served[agreement.pk]
        agreement.evidence = grades.get(agreement.pk, "")


def linked_to(pks: Collection[int]) -> tuple[dict[int, list[Taker]], dict[int, list[Served]]]:
    """Return the parties to agreements, each with its country, and their sectors, each with its
    address: in their orders, and no more of them than their names.
    """
    takers, served = defaultdict(list), defaultdict(list)
    bodies, countries, sectors = {}, {None: None}, {}
    rows = (
        parties_of(pks)
        .union(sectors_of(pks), all=True)
        .order_by("position", "id", "institution__name")
    )
    for agreement, pk, name, code, country, place, _row in rows:
        if place is None:
            if pk not in sectors:
                sector = Sector.from_db(None, ("id", "slug", "name"), (pk, code, name))
                sectors[pk] = sector.get_absolute_url(), sector
            served[agreement].append(sectors[pk])
            continue
        if pk not in bodies:
            bodies[pk] = Institution.from_db(None, ("id", "name"), (pk, name))
        if code not in countries:
            countries[code] = Country.from_db(None, ("code", "name"), (code, country))
        takers[agreement].append((bodies[pk], countries[code]))
    return takers, served


def parties_of(pks: Collection[int]) -> QuerySet:
    """Return rows of agreement, institution, its name, code and name of its country, and where the
    party stands among those of the agreement.
    """
    return (
        Party.objects.order_by()
        .filter(agreement__in=pks)
        .values_list(
            "agreement_id",
            "institution_id",
            "institution__name",
            "institution__country_id",
            "institution__country__name",
            "position",
            "id",
        )
    )


def sectors_of(pks: Collection[int]) -> QuerySet:
    """Return rows of agreement, sector, its name and its address, which have no place."""
    links = Agreement.sectors.through.objects.order_by().filter(agreement__in=pks)
    nothing = Value(None, CharField()), Value(None, IntegerField()), Value(None, IntegerField())
    return links.values_list("agreement_id", "sector_id", "sector__name", "sector__slug", *nothing)


def grades_of(snapshot: Snapshot, pks: Iterable[int]) -> dict[int, str]:
    """Return how well agreements are known; the database is asked where the index is behind it."""
    if not snapshot.is_newest:
        graded = Agreement.objects.filter(pk__in=pks).with_evidence()
        return dict(graded.values_list("pk", GRADE))
    index = snapshot.index(AGREEMENT)
    return {pk: grade for pk in pks for grade in index.keys_of(GRADE, pk)}
