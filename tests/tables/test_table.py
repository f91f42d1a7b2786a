"""Tables of published data: their columns, which are only ever added to, and their rows."""

import json
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.evidence.values import Evidence
from agreements.models import Change
from agreements.nouns import AGREEMENT, LISTED
from agreements.tables.table import PARTIES, STATEMENTS, TABLES, own_table
from agreements.tables.written_values import text
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    FigureFactory,
    IdentifierFactory,
    InstitutionFactory,
    PartyFactory,
)
from tests.index.worlds import WAYS_OF_WRITING, furnish
from tests.loading import load
from tests.sweeps import examples

pytestmark = pytest.mark.django_db

PUBLISHED = json.loads((Path(__file__).parent / "published_columns.json").read_text())
EVERY_TABLE = [(noun, table) for noun in LISTED for table in TABLES[noun.name].values()]


def local(address):
    return f"https://coop.example{address}"


def rows(table, noun, keys=None, columns=None):
    """Return the rows of records, all of the noun where none are named: {column: text}."""
    keys = list(noun.records.values_list("pk", flat=True)) if keys is None else keys
    columns, revision = columns or table.columns, Change.objects.revision()
    return [
        {column.name: text(value) for column, value in zip(columns, row, strict=True)}
        for part in table.read(noun, keys, columns, local, revision)
        for row in part
    ]


@pytest.mark.parametrize(("noun", "table"), EVERY_TABLE, ids=lambda part: part.name)
def test_columns_are_only_added_at_the_end(noun, table):
    names = [column.name for column in table.columns]

    known = PUBLISHED[table.name if table is not STATEMENTS else "statements"]

    assert names[: len(known)] == known, "Published columns keep their names and their places."
    assert names == known, "Write the new columns to published_columns.json."


@pytest.mark.parametrize(("noun", "table"), EVERY_TABLE, ids=lambda part: part.name)
def test_each_column_says_what_stands_in_it_and_has_a_name_of_its_own(noun, table):
    names = [column.name for column in table.columns]

    assert len(set(names)) == len(names)
    assert [column.name for column in table.columns if len(str(column.means)) < 4] == []


@pytest.mark.parametrize("noun", LISTED, ids=lambda noun: noun.name)
def test_every_public_field_has_a_column(noun):
    fields = {column.field for column in noun.columns}
    # The code names a country in addresses, and is the first column.
    missing = set(noun.model.PUBLIC_FIELDS) - fields - {noun.model.ADDRESS_FIELD}

    assert missing == set()


@pytest.mark.parametrize(("noun", "table"), EVERY_TABLE, ids=lambda part: part.name)
def test_queries_are_as_many_for_one_record_as_for_all(noun, table):
    load("countries", "article", "corroboration")
    keys = list(noun.records.values_list("pk", flat=True))

    counts = []
    revision = Change.objects.revision()
    for some in (keys[:1], keys):
        with CaptureQueriesContext(connection) as captured:
            parts = list(table.read(noun, some, table.columns, local, revision))
        counts.append(len(captured))

    assert parts
    assert counts[0] == counts[1] <= 5


def test_rows_stand_in_the_order_of_the_keys_and_what_is_gone_is_left_out():
    first, second, gone = (AgreementFactory() for _ in range(3))
    keys = [second.pk, gone.pk, first.pk]
    gone.delete()

    assert [row["id"] for row in rows(own_table(AGREEMENT), AGREEMENT, keys)] == [
        "AG-0002",
        "AG-0001",
    ]


def test_day_is_told_as_exactly_as_it_is_known():
    agreement = AgreementFactory(signed_on="2024-09-01", signed_precision="month")
    nameless = AgreementFactory(signed_on=None)
    days = ("signed", "signed_earliest", "signed_precision")

    found = rows(own_table(AGREEMENT), AGREEMENT, [agreement.pk, nameless.pk])

    assert [[row[name] for name in days] for row in found] == [
        ["2024-09", "2024-09-01", "month"],
        ["", "", ""],
    ]


def test_parties_stand_in_their_order_each_with_its_own_evidence():
    agreement = AgreementFactory(title="A college")
    first = PartyFactory(agreement=agreement, institution__name="Ours", role="host", position=1)
    PartyFactory(agreement=agreement, institution__name="Theirs", position=0)
    CitationFactory(agreement=agreement, field="parties", party=first)

    found = rows(PARTIES, AGREEMENT)

    assert [
        [row[name] for name in ("agreement", "institution_name", "role", "position", "evidence")]
        for row in found
    ] == [
        ["AG-0001", "Theirs", "partner", "1", "unsourced"],
        ["AG-0001", "Ours", "host", "2", "single"],
    ]


def test_party_tells_whether_it_is_named_and_what_others_know_it_by():
    agreement = AgreementFactory()
    named = InstitutionFactory()
    IdentifierFactory(institution=named, scheme="wikidata", value="Q42")
    IdentifierFactory(institution=named, scheme="ror", value="05dxps055")
    PartyFactory(agreement=agreement, institution=named, position=0)
    PartyFactory(agreement=agreement, institution=InstitutionFactory(is_named=False), position=1)

    found = rows(PARTIES, AGREEMENT)

    assert [(row["institution_named"], row["identifiers"]) for row in found] == [
        ("true", "ror: 05dxps055;wikidata: Q42"),
        ("false", ""),
    ]


def test_rival_value_stands_beside_what_the_register_holds():
    agreement = AgreementFactory(signed_on="2024-09-17")
    CitationFactory(agreement=agreement, field="signed_on")
    CitationFactory(
        agreement=agreement, field="signed_on", stance="disputes", stated_value="16 September"
    )

    found = rows(STATEMENTS, AGREEMENT)

    assert [
        (row["stance"], row["value"], row["stated_value"], row["evidence"]) for row in found
    ] == [
        ("supports", "2024-09-17", "", "disputed"),
        ("disputes", "2024-09-17", "16 September", "disputed"),
    ]


def test_number_is_told_with_its_bound():
    figure = FigureFactory(
        alliance=None, agreement=AgreementFactory(), bound="more_than", value=600
    )
    CitationFactory(agreement=figure.agreement, field="figures", figure=figure)

    [row] = rows(STATEMENTS, AGREEMENT)

    assert row["value"] == "more_than 600"


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_evidence_of_rows_is_that_of_pages(db, data):
    with transaction.atomic():
        furnish()
        for write in data.draw(st.lists(st.sampled_from(WAYS_OF_WRITING), max_size=25)):
            write(data.draw)
        compare_evidence(AGREEMENT)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "noun", [noun for noun in LISTED if noun.is_spoken_of], ids=lambda n: n.name
)
def test_evidence_of_the_first_register_is_that_of_its_pages(noun):
    load("countries", "article", "corroboration")

    compare_evidence(noun)


def compare_evidence(noun):
    """Compare the grades and voices of rows with those that pages have of the same citations."""
    evidences = {
        record.address: Evidence(record, record.citations.with_voices().with_items())
        for record in noun.records.all()
    }
    for row in rows(own_table(noun), noun):
        evidence = evidences[row["id"]]
        if noun.model.KEY_FIELDS:
            assert row["evidence"] == evidence.grade()
        assert (
            row["sources"].split(";")
            == sorted({citation.source.ref for citation in evidence.citations})
            or not evidence.citations
        )
    for row in rows(STATEMENTS, noun):
        evidence = evidences[row["subject"]]
        [said] = [one for one in evidence.citations if str(one.pk) == row["id"]]
        assert row["evidence"] == evidence.of(said.field, said.item).grade
        assert row["voice"] == said.source.voice.name
