"""What rows of agreements tell beside their own fields, read for all of a page as plain values."""

from collections import defaultdict
from collections.abc import Collection, Iterable

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
    takers = takers_of(pks)
    served = sectors_of(pks)
    grades = grades_of(snapshot, pks)
    for agreement in agreements:
        agreement.takers = takers[agreement.pk]
        agreement.served = served[agreement.pk]
        agreement.evidence = grades.get(agreement.pk, "")


def takers_of(pks: Collection[int]) -> dict[int, list[Taker]]:
    """Return the parties to agreements, each with its country: no more of them than their names."""
    rows = Party.objects.filter(agreement__in=pks).values_list(
        "agreement_id",
        "institution_id",
        "institution__name",
        "institution__country_id",
        "institution__country__name",
    )
    found, bodies, countries = defaultdict(list), {}, {None: None}
    for agreement, pk, name, code, country in rows:
        if pk not in bodies:
            bodies[pk] = Institution.from_db(None, ("id", "name"), (pk, name))
        if code not in countries:
            countries[code] = Country.from_db(None, ("code", "name"), (code, country))
        found[agreement].append((bodies[pk], countries[code]))
    return found


def sectors_of(pks: Collection[int]) -> dict[int, list[Served]]:
    """Return the sectors of agreements, in their order: the address of each, and its name."""
    links = Agreement.sectors.through.objects.filter(agreement__in=pks)
    rows = links.order_by(*(f"sector__{field}" for field in Sector._meta.ordering)).values_list(
        "agreement_id", "sector_id", "sector__slug", "sector__name"
    )
    found, sectors = defaultdict(list), {}
    for agreement, *read in rows:
        if read[0] not in sectors:
            sector = Sector.from_db(None, ("id", "slug", "name"), read)
            sectors[sector.pk] = sector.get_absolute_url(), sector
        found[agreement].append(sectors[read[0]])
    return found


def grades_of(snapshot: Snapshot, pks: Iterable[int]) -> dict[int, str]:
    """Return how well agreements are known; the database is asked where the index is behind it."""
    if not snapshot.is_newest:
        graded = Agreement.objects.filter(pk__in=pks).with_evidence()
        return dict(graded.values_list("pk", GRADE))
    index = snapshot.index(AGREEMENT)
    return {pk: grade for pk in pks for grade in index.keys_of(GRADE, pk)}
