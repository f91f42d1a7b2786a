"""What rows tell of records beside their fields: what the indexes count, and what is linked."""

from django.db.models import CharField, Value

from agreements.lists.agreed import tell_agreed
from agreements.lists.shown_agreements import GRADE, tell_agreements
from agreements.models import Institution
from agreements.nouns import AGREEMENT, INSTITUTION, PERSON, PUBLISHER, SOURCE


def row_records(noun):
    """Return the queryset of a noun's records in rows: the index says how well they are known."""
    records = noun.records.all()
    if GRADE in records.query.annotations:
        return records.annotate(**{GRADE: Value("", output_field=CharField())})
    return records


def count_for_rows(snapshot, noun, records, labels, as_of=None):
    """Put on the records of a noun what its rows tell beside their fields."""
    if noun.is_counted:
        tell_number(snapshot.index(AGREEMENT), noun, records, "agreement_count")
    if noun is PUBLISHER:
        tell_number(snapshot.index(SOURCE), noun, records, "source_count")
    if noun is AGREEMENT:
        tell_agreements(snapshot, records)
    if noun is INSTITUTION:
        tell_agreed(snapshot, records, labels, as_of)
    if noun is PERSON:
        tell_bodies(records)


def tell_bodies(people):
    """Put on people the `body` of the newest post of each, None without one: to be named."""
    for person in people:
        pk = person.body_pk
        person.body = pk and Institution.from_db(None, ("id", "name"), (pk, person.body_name))


def tell_number(index, noun, records, name):
    """Put on each record of a noun, a value of a facet of an index, how many there have it."""
    counts = index.count_keys(noun.name, [record.pk for record in records])
    for record in records:
        setattr(record, name, counts.get(record.pk, 0))
