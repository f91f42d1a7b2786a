"""What rows tell of records beside their fields: what the indexes count, and what is linked."""

from django.db.models import CharField, Value

from agreements.lists.agreed import tell_agreed
from agreements.lists.shown_agreements import GRADE, tell_agreements
from agreements.models import Institution
from agreements.nouns import AGREEMENT, INSTITUTION, PERSON


def row_records(noun):
    """Return the queryset of a noun's records in rows: the index says how well they are known."""
    records = noun.records.all()
    if GRADE in records.query.annotations:
        return records.annotate(**{GRADE: Value("", output_field=CharField())})
    return records


def count_for_rows(snapshot, noun, records, labels, as_of=None):
    """Put on the records of a noun what its rows tell beside their fields."""
    if noun.is_counted:
        count_agreements(snapshot, noun, records)
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


def count_agreements(snapshot, noun, records):
    """Put on each record of a noun, a value of a facet, the number of agreements that have it."""
    counts = snapshot.index(AGREEMENT).count_keys(noun.name, [record.pk for record in records])
    for record in records:
        record.agreement_count = counts.get(record.pk, 0)
