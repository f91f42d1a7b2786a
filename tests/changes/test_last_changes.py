"""At which revision agreements were last changed: no change is missed, whatever is written."""

from itertools import chain

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.changes.changed_records import changes_since
from agreements.changes.last_changes import last_changes
from agreements.changes.triggers import without_log
from agreements.models import Agreement, Change, Link
from agreements.nouns import AGREEMENT
from agreements.tables.table import own_table
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    LinkFactory,
    PartyFactory,
)
from tests.index.random_records import some
from tests.index.worlds import WAYS_OF_WRITING, furnish
from tests.sweeps import examples

pytestmark = pytest.mark.django_db
OWN = [column for column in own_table(AGREEMENT).columns if not column.is_repeated]


def newest():
    return Change.objects.revision()


def told(*agreements):
    """Return the numbers of the revisions at which agreements were last changed."""
    keys = [agreement.pk for agreement in agreements]
    found = last_changes(keys, newest())
    return [found.get(key) for key in keys]


def link(agreement):
    LinkFactory(from_agreement=agreement, to_agreement=AgreementFactory())


def move_link_away(agreement):
    Link.objects.filter(from_agreement=agreement).update(from_agreement=AgreementFactory())


@pytest.mark.parametrize(
    "write",
    [
        lambda agreement: agreement.save(),
        lambda agreement: Agreement.objects.filter(pk=agreement.pk).update(title="Another"),
        lambda agreement: PartyFactory(agreement=agreement, institution=InstitutionFactory()),
        lambda agreement: agreement.parties.all().delete(),
        lambda agreement: CitationFactory(agreement=agreement),
        lambda agreement: agreement.citations.update(stance="disputes"),
        link,
        lambda agreement: agreement.links.update(kind="amends"),
        lambda agreement: agreement.links.all().delete(),
        move_link_away,
    ],
    ids=[
        "edited",
        "by SQL",
        "a party more",
        "a party less",
        "cited",
        "disputed",
        "a link more",
        "a link that says otherwise",
        "a link less",
        "a link moved away",
    ],
)
def test_change_of_an_agreement_is_one_of_it_alone(write):
    agreement, other = AgreementFactory(), AgreementFactory()
    PartyFactory(agreement=agreement)
    CitationFactory(agreement=agreement)
    link(agreement)
    before, start = told(agreement, other), newest().number

    write(agreement)

    after = told(agreement, other)
    assert before[0] <= start < after[0] <= newest().number
    assert after[1] == before[1]


def test_agreement_to_which_a_link_leads_is_not_changed():
    agreement = AgreementFactory()
    before = told(agreement)

    LinkFactory(from_agreement=AgreementFactory(), to_agreement=agreement)

    assert told(agreement) == before


def test_later_changes_are_not_told_of_an_earlier_revision():
    agreement = AgreementFactory()
    [first], then = told(agreement), newest()

    agreement.save()

    assert last_changes([agreement.pk], then) == {agreement.pk: first}
    assert last_changes([agreement.pk], None) == {}


def test_change_that_was_pruned_is_not_told():
    old, new = AgreementFactory(), AgreementFactory()
    link(old)
    before = timezone.now()
    new.save()

    Change.objects.prune(before)

    assert told(old, new) == [None, newest().number]


def test_what_was_written_without_notes_is_not_told():
    old, new = AgreementFactory(), AgreementFactory()

    with without_log():
        Agreement.objects.filter(pk=old.pk).update(title="Another")
    new.save()

    assert told(old, new) == [None, newest().number]


def set_link(draw):
    if (first := some(draw, Agreement)) != (second := some(draw, Agreement)):
        Link.objects.get_or_create(from_agreement=first, to_agreement=second, kind="renews")


def drop_link(draw):
    if one := some(draw, Link):
        one.delete()


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_is_missed_and_none_told_that_changes_do_not_tell(db, data):
    ways = (*WAYS_OF_WRITING, set_link, set_link, drop_link)
    with transaction.atomic():
        furnish()
        for write in data.draw(st.lists(st.sampled_from(ways), max_size=12)):
            rows, before, start = standing(), revisions(), newest().number
            write(data.draw)
            compare(rows, before, start)
        transaction.set_rollback(True)


def compare(rows, before, start):
    """Compare the revisions of agreements with what became of them since one."""
    noted = {
        record.address: record.revision.number
        for record in changes_since(start).records
        if record.noun is AGREEMENT
    }
    now, after = standing(), revisions()
    for address, number in after.items():
        if address not in noted:
            assert (number, now[address]) == (before[address], rows[address])
        elif number != before.get(address):
            assert start < number <= noted[address]
        if now[address] != rows.get(address):
            assert number > start


def standing():
    """Return {address: all that a row says itself} of all agreements."""
    return {row[0]: row for row in read(OWN)}


def revisions():
    columns = {column.name: column for column in own_table(AGREEMENT).columns}
    return dict(read([columns["id"], columns["revision"]]))


def read(columns):
    keys = list(Agreement.objects.values_list("pk", flat=True))
    return chain.from_iterable(own_table(AGREEMENT).read(AGREEMENT, keys, columns, str, newest()))
