"""What the indexes count of the records in rows."""

from agreements.lists.agreed import tell_agreed
from agreements.nouns import AGREEMENT, INSTITUTION


def count_for_rows(snapshot, noun, records, labels, as_of=None):
    """Put on the records of a noun what its rows tell beside their fields."""
    if noun.is_counted:
        count_agreements(snapshot, noun, records)
    if noun is INSTITUTION:
        tell_agreed(snapshot, records, labels, as_of)


def count_agreements(snapshot, noun, records):
    """Put on each record of a noun, a value of a facet, the number of agreements that have it."""
    counts = snapshot.index(AGREEMENT).count_keys(noun.name, [record.pk for record in records])
    for record in records:
        record.agreement_count = counts.get(record.pk, 0)
