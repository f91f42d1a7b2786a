"""The change log: every way of writing is noted, in order, by every process."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import timezone
from factory.django import DjangoModelFactory

from agreements.changes import triggers
from agreements.index.live_indexes import LiveIndexes
from agreements.index.selection import Selection
from agreements.models import Agreement, Change, Party, Proposal, Source
from agreements.nouns import AGREEMENT
from tests import factories
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    CountryFactory,
    InstitutionFactory,
    PartyFactory,
    PublisherFactory,
    SectorFactory,
    SourceFactory,
)
from tests.index.worlds import select, titles


def noted(act, *arguments):
    """Return what is noted while something is done: a set of (noun, key)."""
    last = Change.objects.revision().number
    act(*arguments)
    return set(Change.objects.filter(pk__gt=last).values_list("noun", "key"))


def asked(indexes):
    """Return what some indexes answer of all agreements now."""
    with indexes.snapshot() as (snapshot, _release):
        return snapshot.index(AGREEMENT).select(Selection())


# What readers propose is no part of the register.
FACTORIES = [
    factory
    for factory in vars(factories).values()
    if isinstance(factory, type)
    and issubclass(factory, DjangoModelFactory)
    and factory._meta.model not in {None, Proposal}
]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES)
def test_each_noun_is_noted_when_added_changed_and_removed(factory):
    before = Change.objects.revision()
    record = factory()
    added = Change.objects.revision()
    record.save()
    changed = Change.objects.revision()
    record.delete()
    removed = Change.objects.revision()

    assert before < added < changed < removed


@pytest.mark.django_db
def test_link_of_an_agreement_is_noted_as_a_change_of_it():
    party = PartyFactory()
    agreement, sector, alliance = party.agreement, SectorFactory(), AllianceFactory()
    own = ("agreement", agreement.pk)
    of_party = ("institution", party.institution.pk)

    assert noted(agreement.sectors.add, sector) == {own, of_party}
    assert noted(agreement.sectors.remove, sector) == {own, of_party}
    assert noted(agreement.alliances.add, alliance) == {own}
    assert noted(party.delete) == {own, of_party}


@pytest.mark.django_db
def test_party_given_to_another_institution_is_noted_for_both():
    party, other = PartyFactory(), InstitutionFactory()
    old = party.institution

    changed = noted(lambda: Party.objects.filter(pk=party.pk).update(institution=other))

    assert changed == {
        ("agreement", party.agreement.pk),
        ("institution", old.pk),
        ("institution", other.pk),
    }


@pytest.mark.django_db
def test_move_of_an_institution_is_noted_for_its_agreements_and_a_rename_is_not():
    party = PartyFactory()
    institution = party.institution
    of_institution = ("institution", institution.pk)
    elsewhere = CountryFactory(code="KZ")

    institution.name = "Renamed"
    renamed = noted(institution.save)
    institution.country = elsewhere
    moved = noted(institution.save)
    institution.country = None
    lost = noted(institution.save)

    assert renamed == {of_institution}
    assert moved == lost == {of_institution, ("agreement", party.agreement.pk)}


@pytest.mark.django_db
def test_publisher_of_a_source_is_noted_for_the_agreements_it_speaks_of():
    citation = CitationFactory()
    CitationFactory(source=citation.source, agreement=None, institution=InstitutionFactory())
    of_source = ("source", citation.source.pk)
    sources = Source.objects.filter(pk=citation.source.pk)

    seller = ("publisher", citation.source.publisher.pk)
    assert noted(lambda: sources.update(title="Retitled")) == {of_source, seller}
    buyer, original = PublisherFactory(name="Buyer"), SourceFactory()
    bought = ("publisher", buyer.pk)
    for change, sold in (
        ({"publisher": buyer}, {seller, bought}),
        ({"reprints": original}, {bought}),
    ):
        assert noted(lambda change=change: sources.update(**change)) == {
            of_source,
            ("agreement", citation.agreement.pk),
            *sold,
        }
    seller = ("publisher", original.publisher.pk)
    assert noted(lambda: Source.objects.filter(pk=original.pk).update(publisher=buyer)) == {
        of_source,
        ("source", original.pk),
        ("agreement", citation.agreement.pk),
        seller,
        bought,
    }


@pytest.mark.django_db
def test_fixture_bulk_and_raw_sql_are_seen_at_the_next_request(tmp_path):
    AgreementFactory(title="saved")
    select()

    Agreement.objects.bulk_create([Agreement(ref="AG-0100", title="in bulk")])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_agreement SET title = 'by SQL' WHERE title = 'saved'")
    seen = titles()
    fixture = tmp_path / "one.json"
    call_command("dumpdata", "agreements.agreement", output=str(fixture), verbosity=0)
    Agreement.objects.all().delete()
    nothing = titles()
    call_command("loaddata", str(fixture), verbosity=0)

    assert (seen, nothing, titles()) == (["by SQL", "in bulk"], [], ["by SQL", "in bulk"])


@pytest.mark.django_db(transaction=True)
def test_write_that_is_rolled_back_is_not_seen():
    AgreementFactory(title="kept")
    try:
        with transaction.atomic():
            AgreementFactory(title="withdrawn")
            inside = titles()
            raise LookupError
    except LookupError:
        outside = titles()

    assert (inside, outside) == (["kept", "withdrawn"], ["kept"])


@pytest.mark.django_db(transaction=True)
def test_writers_who_commit_out_of_order_lose_nothing():
    first, second = AgreementFactory.create_batch(2)
    reader = LiveIndexes()
    asked(reader)
    has_written, may_commit = threading.Event(), threading.Event()

    def write_slowly():
        with transaction.atomic():
            Agreement.objects.filter(pk=first.pk).update(kind="grant")
            has_written.set()
            may_commit.wait(timeout=10)
        connection.close()

    def write_quickly():
        Agreement.objects.filter(pk=second.pk).update(kind="grant")
        connection.close()

    slow, quick = threading.Thread(target=write_slowly), threading.Thread(target=write_quickly)
    slow.start()
    has_written.wait(timeout=10)
    quick.start()
    quick.join(timeout=0.5)
    meanwhile = asked(reader).counts["kind"]
    may_commit.set()
    slow.join(timeout=20)
    quick.join(timeout=20)

    assert meanwhile == {"agreement": 2}
    assert asked(reader).counts["kind"] == {"grant": 2}


@pytest.mark.django_db
def test_log_is_pruned_up_to_its_newest_note_and_nobody_misses_a_change():
    reader, newcomer = LiveIndexes(), LiveIndexes()
    AgreementFactory(title="first")
    asked(reader)
    AgreementFactory(title="second")
    newest = Change.objects.revision()

    Change.objects.prune(timezone.now() + timedelta(hours=1))

    assert Change.objects.count() == 1
    assert Change.objects.revision() == newest
    assert asked(reader).total == asked(newcomer).total == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (1, "Notes deleted: 1\n"),
        (3, "Notes deleted: 0\n"),
    ],
)
def test_command_deletes_the_notes_of_days_gone_by(days, sentence):
    Change.objects.all().delete()
    Change.objects.create(noun="sector", key=1, noted_at=timezone.now() - timedelta(days=2))
    Change.objects.create(noun="sector", key=1)
    output = StringIO()

    call_command("prune_changes", days=days, stdout=output)

    assert output.getvalue() == sentence


@pytest.mark.django_db
@pytest.mark.parametrize("days", [-1, 10**12])
def test_command_refuses_days_that_are_none(days):
    with pytest.raises(CommandError, match="--days must be between 0 and 36500"):
        call_command("prune_changes", days=days)


@pytest.mark.django_db
def test_log_that_began_anew_is_noticed():
    AgreementFactory(title="first")
    titles()
    newest = Change.objects.revision().number

    Change.objects.all().delete()
    AgreementFactory(title="second")
    Change.objects.all().delete()
    Change.objects.create(pk=newest, noun="sector", key=1)

    assert titles() == ["first", "second"]


@pytest.mark.django_db
def test_change_of_more_records_than_are_worth_reading_one_by_one_is_seen():
    AgreementFactory(title="first")
    titles()

    Agreement.objects.bulk_create(
        Agreement(ref=f"AG-{number:04d}", title="many") for number in range(100, 160)
    )

    assert titles() == ["first", *["many"] * 60]


@pytest.mark.django_db
def test_write_without_notes_is_seen_as_a_whole():
    AgreementFactory(title="first")
    titles()

    with triggers.without_log():
        count = Change.objects.count()
        AgreementFactory(title="second")
        while_writing = Change.objects.count() - count

    assert (while_writing, titles()) == (0, ["first", "second"])
    assert triggers.missing(connection) == []
