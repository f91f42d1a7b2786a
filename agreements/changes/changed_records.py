"""Which records were added, changed or deleted after a revision, for whoever keeps a copy.

The change log names rows by their primary keys; readers know records by their addresses. Of a row
that is gone its last version tells what it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast

from agreements import databases
from agreements.models import ANYTHING, Alias, Change, Citation, Link, Revision, Source, Version
from agreements.models.change import Entry
from agreements.nouns import AGREEMENT, LISTED, NOUNS, Noun

# So many records are told at once, found among so many notes.
MOST_RECORDS, LOOK_AHEAD = 1_000, 20_000
LINK, SOURCE = Link._meta.model_name, Source._meta.model_name
# Who speaks in a source: where that changes, so do the grades of what it speaks about.
VOICE = ("publisher_id", "reprints_id")

# A record of a noun by its primary key as text, with the note that tells of it newest.
Notes = dict[tuple[str, str | None], Entry]
Versions = Mapping[tuple[str, str], list[Version]]


class NotKept(Exception):  # noqa: N818, it is no error of the program
    """Nobody can tell what was written since: a copy has to begin anew."""


class Kind(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


class ChangedRecord(NamedTuple):
    """A record, what became of it, and the revision of its newest change.

    `merged_into` has the address of the record that a deleted one was merged into, "" of any other.
    """

    noun: Noun
    address: str
    kind: Kind
    revision: Revision
    merged_into: str = ""


class Changes(NamedTuple):
    """What was written from one revision up to another; `is_all` where nothing follows."""

    since: Revision
    reached: Revision
    is_all: bool
    records: list[ChangedRecord]


def changes_since(number: int, moment: datetime | None = None) -> Changes:
    """Return the next Changes after the revision of a number, each record once.

    Raise NotKept where the log does not have that revision any more, or has one of another moment:
    it was pruned, or another state of the database was restored.
    """
    later = Change.objects.filter(pk__gte=number).order_by("pk")
    rows = later.values_list("pk", "noted_at", "noun", "key")[: LOOK_AHEAD + 1]
    first, *entries = [Entry(*row) for row in rows] or [None]
    if not first or first.number != number or (moment and first.noted_at != moment):
        raise NotKept
    if any(entry.noun == ANYTHING for entry in entries):
        raise NotKept
    newest = _newest(entries)
    told, is_all = newest[:MOST_RECORDS], len(newest) <= MOST_RECORDS
    reached = (entries if is_all else told)[-1].revision if entries else first.revision
    records = _records(_with_those_that_hang_on(told), first.noted_at)
    return Changes(first.revision, reached, is_all and len(entries) < LOOK_AHEAD, records)


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    """Return the newest of the Entries of each row, in the order of the log."""
    found = {(entry.noun, entry.key): entry for entry in entries}
    return sorted(found.values(), key=lambda entry: entry.number)


def _with_those_that_hang_on(entries: list[Entry]) -> Notes:
    """Return the notes of records, those included whose own rows the log does not name.

    A link between agreements belongs to the one that it leads from. Where a source has another
    voice than before, what it speaks about may be known otherwise.
    """
    notes = {(entry.noun, _text(entry.key)): entry for entry in entries}
    links = {key: entry for (noun, key), entry in notes.items() if noun == LINK}
    sources = {key: entry for (noun, key), entry in notes.items() if noun == SOURCE}
    if not links and not sources:
        return notes
    versions = _versions({Link: links, Source: sources})
    for key, agreement in _ends_of(links, versions):
        _add(notes, (AGREEMENT.name, agreement), links[key])
    for key, subject in _spoken_of(_with_another_voice(sources, versions)):
        _add(notes, subject, sources[key])
    return notes


def _add(notes: Notes, record: tuple[str, str], entry: Entry) -> None:
    if record not in notes or notes[record].number < entry.number:
        notes[record] = entry


def _ends_of(links: Iterable[str], versions: Versions) -> Iterable[tuple[str, str]]:
    """Yield (link, agreement that it leads from, or ever led from)."""
    standing = Link.objects.filter(pk__in=databases.id_list(links)).order_by()
    for key, agreement in standing.values_list("pk", "from_agreement"):
        yield str(key), str(agreement)
    for key in links:
        for version in versions[_row(Link, key)]:
            if version.columns:
                yield key, str(version.columns["from_agreement_id"])


def _with_another_voice(sources: Iterable[str], versions: Versions) -> list[str]:
    """Return the sources that ever had another voice: the log does not tell since when."""
    standing = Source.objects.filter(pk__in=databases.id_list(sources)).order_by()
    voices = {str(key): {tuple(voice)} for key, *voice in standing.values_list("pk", *VOICE)}
    for key, held in voices.items():
        rows = (version.columns for version in versions[_row(Source, key)])
        held.update(tuple(row[name] for name in VOICE) for row in rows if row)
    return [key for key, held in voices.items() if len(held) > 1]


def _spoken_of(sources: list[str]) -> Iterable[tuple[str, tuple[str, str]]]:
    """Yield (source, record of which it or a reprint of it speaks)."""
    if not sources:
        return
    keys = databases.id_list(sources)
    citations = Citation.objects.order_by().filter(
        Q(source__in=keys) | Q(source__reprints__in=keys)
    )
    subjects = [Citation._meta.get_field(noun).attname for noun in Citation.SUBJECTS]
    known = set(sources)
    for source, original, *records in citations.values_list(
        "source", "source__reprints", *subjects
    ):
        key = str(source) if str(source) in known else str(original)
        for noun, record in zip(Citation.SUBJECTS, records, strict=True):
            if record is not None:
                yield key, (noun, str(record))


def _records(notes: Notes, since: datetime) -> list[ChangedRecord]:
    """Return the records of notes in the order of these; what has no page is left out."""
    notes = {record: entry for record, entry in notes.items() if record[0] in NOUNS_WITH_PAGES}
    addresses = _addresses(notes)
    told: Notes = {}
    for (noun, key), entry in sorted(notes.items(), key=lambda note: note[1].number):
        for named in [key] if key is not None else _any(NOUNS[noun], addresses, since):
            told[noun, named] = entry
    keys = defaultdict(set)
    for noun, key in told:
        keys[NOUNS[noun].model].add(key)
    versions = _versions(keys, Version.Op.INSERT, Version.Op.DELETE)
    records = []
    for (noun, key), entry in told.items():
        of_row = versions[_row(NOUNS[noun].model, key)]
        address, kind = _what_became(NOUNS[noun], addresses.get((noun, key)), of_row, since)
        records.append(ChangedRecord(NOUNS[noun], address, kind, entry.revision))
    told_of = sorted(records, key=lambda record: record.revision.number)
    return list(_with_bearers(told_of))


def _with_bearers(records: list[ChangedRecord]) -> Iterator[ChangedRecord]:
    """Yield the records, those that were merged with the address of the one that bears them."""
    deleted = defaultdict(list)
    for record in records:
        if record.kind == Kind.DELETED:
            deleted[record.noun].append(record.address)
    bearers = {}
    for noun, addresses in deleted.items():
        found = Alias.objects.bearers(noun.name, addresses)
        named = noun.model._default_manager.in_bulk(set(found.values()))
        bearers |= {(noun.name, former): named[pk].address for former, pk in found.items()}
    for record in records:
        yield record._replace(merged_into=bearers.get((record.noun.name, record.address), ""))


def _any(noun: Noun, addresses: Mapping, since: datetime) -> list[str]:
    """Return the primary keys of all records of a noun, and of those removed since a moment."""
    removals = Version.objects.filter(
        table=noun.model._meta.db_table, op=Version.Op.DELETE, at__gte=since
    )
    removed = removals.order_by("pk").values_list("key", flat=True)
    return [*(key for name, key in addresses if name == noun.name), *removed]


def _what_became(
    noun: Noun, address: str | None, versions: list[Version], since: datetime
) -> tuple[str, Kind]:
    """Return the address of a record, which is None where it is gone, and what became of it."""
    if address is not None:
        is_new = any(one.op == Version.Op.INSERT and one.at >= since for one in versions)
        return address, Kind.ADDED if is_new else Kind.CHANGED
    removals = [one for one in versions if one.op == Version.Op.DELETE]
    if not removals:
        raise NotKept
    return removals[-1].columns[noun.model.ADDRESS_FIELD], Kind.DELETED


def _addresses(notes: Notes) -> dict[tuple[str, str], str]:
    """Return {(noun, primary key): address} of the records that are there."""
    keys = defaultdict(set)
    for noun, key in notes:
        keys[noun].add(key)
    queries = [_addresses_of(NOUNS[noun], of_noun) for noun, of_noun in keys.items()]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True)
    return {(noun, key): address for noun, key, address in rows}


def _addresses_of(noun: Noun, keys: set[str | None]) -> QuerySet:
    """Return rows of the noun, the primary keys as text and the addresses of its records.

    Where any of them may have changed, those of its list are meant.
    """
    if None in keys:
        records = noun.records.order_by()
    else:
        records = noun.model._default_manager.filter(pk__in=databases.id_list(keys)).order_by()
    return records.values_list(
        Value(noun.name, output_field=CharField()),
        Cast("pk", CharField()),
        Cast(noun.model.ADDRESS_FIELD, CharField()),
    )


def _versions(keys: Mapping[type, Iterable[str]], *ops: str) -> Versions:
    """Return {(table, key): versions} of rows, the oldest first; of some kinds, all where none."""
    found: dict[tuple[str, str], list[Version]] = defaultdict(list)
    rows = [Q(table=model._meta.db_table, key__in=list(own)) for model, own in keys.items() if own]
    if not rows:
        return found
    wanted = rows[0]
    for more in rows[1:]:
        wanted |= more
    versions = Version.objects.filter(wanted)
    for version in (versions.filter(op__in=ops) if ops else versions).order_by("pk"):
        found[version.table, version.key].append(version)
    return found


def _row(model: type, key: str) -> tuple[str, str]:
    return model._meta.db_table, key


def _text(key: int | None) -> str | None:
    return None if key is None else str(key)


NOUNS_WITH_PAGES = {noun.name: noun for noun in LISTED}
