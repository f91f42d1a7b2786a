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
    institutions = list(institutions)
    agreements = snapshot.index(AGREEMENT)
    by_body = AGREEMENT.facet(INSTITUTION.name)
    of_bodies = agreements.postings_of(by_body.parameter)
    theirs = [of_bodies.matching([one.pk]) for one in institutions]
    sectors = list(map(_falling, agreements.postings_of("sector").count_each(theirs, MOST_NAMED)))
    partners = [
        _main_partners(snapshot, one, counts)
        for one, counts in zip(
            institutions, agreements.postings_of("country").count_each(theirs), strict=True
        )
    ]
    names = {
        facet: _names(labels, facet, keys)
        for facet, keys in (("sector", sectors), ("works_with", partners))
    }
    for one, docs, on, beside in zip(institutions, theirs, sectors, partners, strict=True):
        own = Selection(chosen={by_body.parameter: (by_body.choice(one),)}, as_of=as_of)
        known = [key for key in beside if key in names["works_with"]]
        one.agreed = Agreed(
            number=len(docs),
            href=AGREEMENT.list_address + href(own),
            sectors=[names["sector"][key] for key in on if key in names["sector"]],
            countries=[names["works_with"][key] for key in known[:MOST_NAMED]],
            has_more_countries=len(known) > MOST_NAMED,
        )


def _falling(counts: dict) -> list:
    """Return the keys of counts, the most frequent first."""
    return sorted(counts, key=lambda key: (-counts[key], key))


def _main_partners(snapshot: Snapshot, body: Institution, counts: dict) -> list:
    """Return the keys of the countries that a body works with, by its agreements with each."""
    partners = snapshot.index(INSTITUTION).keys_of("works_with", body.pk)
    return sorted(partners, key=lambda key: (key == body.country_id, -counts.get(key, 0), key))


def _names(labels: Labels, parameter: str, keys: Iterable[list]) -> dict:
    facet = INSTITUTION.facet(parameter)
    wanted = list(dict.fromkeys(chain.from_iterable(keys)))
    return {value.key: value.label for value in labels.values(facet, wanted)}
