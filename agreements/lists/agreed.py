"""What institutions agreed on, and with whom, as rows of them tell it."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import NamedTuple

from agreements.index.live_indexes import Snapshot
from agreements.index.selection import Selection
from agreements.models import Institution
from agreements.nouns import AGREEMENT, INSTITUTION

from .addresses import href
from .labels import Labels

# So many sectors and countries are named in a row.
MOST_NAMED = 3


class Agreed(NamedTuple):
    """How many agreements a body has, the address of their list, and what most of them are on.

    `sectors` and `countries` are the names of the most frequent ones; its own country comes last,
    and only where it has a partner there.
    """

    number: int
    href: str
    sectors: list[str]
    countries: list[str]
    has_more_countries: bool


def tell_agreed(
    snapshot: Snapshot,
    institutions: Iterable[Institution],
    labels: Labels,
    as_of: date | None = None,
) -> None:
    """Put on each of some institutions what it `agreed`, an Agreed, as the indexes know it."""
    by_body = AGREEMENT.facet(INSTITUTION.name)
    numbers = snapshot.index(AGREEMENT).count_keys(
        by_body.parameter, [one.pk for one in institutions]
    )
    theirs = {
        one: Selection(chosen={by_body.parameter: (by_body.choice(one),)}, as_of=as_of)
        for one in institutions
    }
    sectors = {one: main_sectors(snapshot, own) for one, own in theirs.items()}
    countries = {one: main_partners(snapshot, one, own) for one, own in theirs.items()}
    names = {
        facet: _names(labels, facet, keys.values())
        for facet, keys in (("sector", sectors), ("works_with", countries))
    }
    for one, own in theirs.items():
        known = [key for key in countries[one] if key in names["works_with"]]
        one.agreed = Agreed(
            number=numbers.get(one.pk, 0),
            href=AGREEMENT.list_address + href(own),
            sectors=[names["sector"][key] for key in sectors[one] if key in names["sector"]],
            countries=[names["works_with"][key] for key in known[:MOST_NAMED]],
            has_more_countries=len(known) > MOST_NAMED,
        )


def main_sectors(snapshot: Snapshot, own: Selection) -> list:
    """Return the keys of the sectors of most of a body's agreements, the most frequent first."""
    counts = snapshot.index(AGREEMENT).count_within(own, "sector", MOST_NAMED)
    return sorted(counts, key=lambda key: (-counts[key], key))


def main_partners(snapshot: Snapshot, body: Institution, own: Selection) -> list:
    """Return the keys of the countries that a body works with, the most frequent first."""
    partners = snapshot.index(INSTITUTION).keys_of("works_with", body.pk)
    counts = snapshot.index(AGREEMENT).count_within(own, "country", listed=None)
    return sorted(partners, key=lambda key: (key == body.country_id, -counts.get(key, 0), key))


def _names(labels: Labels, parameter: str, keys: Iterable[list]) -> dict:
    facet = INSTITUTION.facet(parameter)
    wanted = list(dict.fromkeys(chain.from_iterable(keys)))
    return {value.key: value.label for value in labels.values(facet, wanted)}
