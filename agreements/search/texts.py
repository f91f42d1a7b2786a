"""The folded names of all records; `folding.py` keeps them in step with the change log.

A record's text is "| name | another name |", each name folded, in both spellings where it has two.
Names are looked for there, once for each record; that an agreement is found by the names of its
parties is for `links.py` to say.
"""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import numpy as np
from django.db.models.expressions import RawSQL
from opencc import __version__ as opencc_version
from Stemmer import version as stemmer_version

from agreements.databases import id_list
from agreements.models import Country, Name, Revision, SearchState
from agreements.nouns import COUNTRY, NOUNS
from agreements.nouns.noun import Noun

from .fold import fold, fold_address, fold_identifier, spellings
from .vocabulary import BORDER

# The place in this list is what the upper bits of an id tell; it ends with the territories, before
# them stand the other terms, before these the other names.
SEARCHED = sorted(NOUNS.values(), key=lambda noun: noun.naming)
NUMBERS = {noun.name: number for number, noun in enumerate(SEARCHED)}
KEY_BITS = 48
# The modules of this folder that say what is folded, and how.
FOLDED_BY = (
    "models/web_address",
    "search/fold",
    "search/stems",
    "search/texts",
    "search/name_words",
    "search/passages",
)


def lowest_id(noun: str) -> int:
    """Return the lowest id that a text of a noun can have; those of its records follow."""
    return NUMBERS[noun] << KEY_BITS


def by_noun(ids: np.ndarray) -> dict[str, np.ndarray]:
    """Return {noun: keys} of ids of SearchText (int64, rising)."""
    borders = np.searchsorted(ids, [lowest_id(noun.name) for noun in SEARCHED[1:]])
    parts = np.split(ids & ((1 << KEY_BITS) - 1), borders)
    return {noun.name: keys for noun, keys in zip(SEARCHED, parts, strict=True) if len(keys)}


def primary_keys(noun: str, keys: np.ndarray) -> list:
    """Return the primary keys that the keys of a noun's texts stand for."""
    if noun != COUNTRY.name:
        return keys.tolist()
    return list(map(Country.code_of, keys.tolist()))


def text_id(noun: str, pk: int | str) -> int:
    """Return the id of a record's text; a country's code counts as the number of its letters."""
    return lowest_id(noun) + (Country.number_of(pk) if noun == COUNTRY.name else pk)


def pk_list(noun: str, pks: Iterable) -> list | RawSQL:
    """Return primary keys of a noun for `pk__in`, any number of them."""
    return list(pks) if noun == COUNTRY.name else id_list(pks)


def folded(
    names: Iterable[str], addresses: Iterable[str] = (), identifiers: Iterable[str] = ()
) -> str:
    """Return the text of a record that has these names and is found by these web addresses and
    identifiers.

    It is "" where none of them has a letter or a digit.
    """
    written = (spelling for name in names for spelling in spellings(name))
    found = [*map(fold, written), *map(fold_address, addresses), *map(fold_identifier, identifiers)]
    keys = dict.fromkeys(key for key in found if key)
    return f"{BORDER} {f' {BORDER} '.join(keys)} {BORDER}" if keys else ""


def names_in(text: str) -> list[str]:
    """Return the folded names that a text holds."""
    return [name for name in text.strip(f"{BORDER} ").split(f" {BORDER} ") if name]


def fold_rules() -> str:
    """Return a short text that is another for every change of the rules by which is folded."""
    folder = Path(__file__).parents[1]
    source = b"".join((folder / f"{name}.py").read_bytes() for name in FOLDED_BY)
    named = repr(
        [
            (noun.name, noun.names, noun.addresses, noun.identifiers, noun.sentences)
            for noun in SEARCHED
        ]
    )
    versions = f"{opencc_version} {stemmer_version()}"
    return sha256(source + f"{named}{versions}".encode()).hexdigest()[:12]


RULES = fold_rules()


def are_folded(revision: Revision | None) -> bool:
    """Return whether all names of a revision are folded; None is that before the first."""
    state = SearchState.objects.first()
    return revision is None or bool(state and state.is_of(revision, RULES))


def names_of(noun: Noun, pks: Iterable) -> dict[int | str, list[str]]:
    """Return {primary key: all names, as they are written} of the records that there are."""
    wanted = pk_list(noun.name, pks)
    records = noun.model.objects.order_by().filter(pk__in=wanted)
    names = {pk: list(own) for pk, *own in records.values_list("pk", *noun.names)}
    if noun.has_other_names:
        others = Name.objects.filter(**{f"{noun.name}__in": wanted}).order_by("pk")
        for pk, text in others.values_list(f"{noun.name}_id", "text"):
            names.setdefault(pk, []).append(text)
    return names


def addresses_of(noun: Noun, pks: Iterable) -> dict[int | str, list[str]]:
    """Return {primary key: web addresses by which it is found} of the records that there are."""
    if not noun.addresses:
        return {}
    records = noun.model.objects.order_by().filter(pk__in=pk_list(noun.name, pks))
    return {pk: list(own) for pk, *own in records.values_list("pk", *noun.addresses)}


def identifiers_of(noun: Noun, pks: Iterable) -> dict[int | str, list[str]]:
    """Return {primary key: values of its identifiers} of the records that have any."""
    found: dict[int | str, list[str]] = {}
    if not noun.identifiers:
        return found
    model = noun.model._meta.get_field(noun.identifiers).related_model
    rows = model.objects.filter(**{f"{noun.name}__in": pk_list(noun.name, pks)}).order_by("pk")
    for pk, value in rows.values_list(f"{noun.name}_id", "value"):
        found.setdefault(pk, []).append(value)
    return found


def texts_of(noun: Noun, names: dict[int | str, list[str]]) -> dict[int | str, str]:
    """Return {primary key: text} of the records of {primary key: names} that have one."""
    addresses = addresses_of(noun, names)
    identifiers = identifiers_of(noun, names)
    texts = {
        pk: folded(own, addresses.get(pk, ()), identifiers.get(pk, ())) for pk, own in names.items()
    }
    return {pk: text for pk, text in texts.items() if text}
