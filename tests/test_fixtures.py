import json
from collections import defaultdict

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command

from agreements.evidence.values import Evidence
from agreements.models import (
    Citation,
    Name,
    RefCounter,
)
from agreements.models.citation import CITED, citable_fields
from agreements.models.grades import Grade
from agreements.models.items import ITEMS
from agreements.nouns import NOUNS
from tests.loading import load

pytestmark = pytest.mark.django_db

FOLDER = settings.BASE_DIR / "fixtures"
STEPS = [("countries", "article"), ("countries", "article", "corroboration")]
# Sheets told of the rest, one source a row: no mark of theirs can say more than it does.
ALL_STEPS = [*STEPS, ("countries", "article", "corroboration", "wider")]
# How many publishers have to state a value, or each key value of a record, for its Grade.
ENOUGH = {Grade.CORROBORATED: 2, Grade.SINGLE: 1}
# What the other sources change of the article's rows: the conference's day and host, what the
# article then says of them, and which agreement its thirteen leave out. Counters go on.
CHANGED = {
    ("agreements.event", 1),
    ("agreements.citation", 76),
    ("agreements.citation", 77),
    ("agreements.figure", 5),
}


def loaddata(*names):
    call_command("loaddata", *(str(FOLDER / f"{name}.json") for name in names), verbosity=0)


def read(*names):
    return [row for name in names for row in json.loads((FOLDER / f"{name}.json").read_text())]


def stored(rows):
    """Return the fixture's rows as the database holds them."""
    found = (apps.get_model(row["model"]).objects.get(pk=row["pk"]) for row in rows)
    return serializers.serialize("python", found)


def faults(instance):
    """Return what a form would refuse; rules of one row, the database has kept by then."""
    try:
        instance.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return error.message_dict
    return {}


def supports(record, **citation):
    return record.citations.filter(stance="supports", **citation).exists()


def stands_in_a_source(item):
    """Return whether an item is of a source's words: what the register translated itself is not."""
    return not (isinstance(item, Name) and item.is_translated)


def values(record, field):
    """Return the values of a field: its items where it holds several, else itself if not empty."""
    value = getattr(record, field)
    if field in ITEMS:
        return [item for item in value.all() if stands_in_a_source(item)]
    if hasattr(value, "exists"):
        return [value] if value.exists() else []
    return [] if value in (None, "") else [value]


def cited_fields():
    """Yield (record, field) for each field of each record that needs a source."""
    for noun, model in CITED.items():
        fields = [field for field in citable_fields(noun) if field not in NOUNS[noun].uncited]
        for record in model.objects.all():
            yield from ((record, field) for field in fields)


def needs_source(item):
    """Return whether a party, membership, name or figure has to be cited."""
    unsourced = [noun for noun in CITED if "names" in NOUNS[noun].uncited]
    is_vocabulary = isinstance(item, Name) and any(
        getattr(item, f"{noun}_id") for noun in unsourced
    )
    return stands_in_a_source(item) and not is_vocabulary


def marked(record, field):
    """Return the items of a field that each bear a mark; None stands for a field of one value."""
    found = values(record, field)
    return found if field in ITEMS else [None] * len(found)


def evidence_of(record):
    return Evidence(record, record.citations.with_voices().with_items())


def publishers_by_value(*names):
    """Return the publishers that state each value, {(noun, key, field, item's key): names}.

    They are read from the fixtures' rows. The item is None where a source speaks of all of them.
    """
    rows = {(row["model"], row["pk"]): row["fields"] for row in read(*names)}
    found = defaultdict(set)
    for (model, _pk), fields in rows.items():
        supports_it = fields.get("stance", "supports") == "supports"
        if model != "agreements.citation" or not supports_it or fields.get("basis") == "concluded":
            continue
        [noun] = CITED.keys() & fields.keys()
        item = fields.get(ITEMS.get(fields["field"]))
        publisher = rows["agreements.source", fields["source"]]["publisher"]
        found[noun, fields[noun], fields["field"], item].add(publisher)
    return found


def stated_by(publishers, record, field, item):
    noun = record._meta.model_name
    keys = {None, item and item.pk}
    return set().union(*(publishers[noun, record.pk, field, key] for key in keys))


@pytest.mark.parametrize("names", ALL_STEPS, ids=["article", "corroboration", "wider"])
def test_fixtures_load_without_a_fault(names):
    loaddata(*names)

    # Each step is of the rows that it adds.
    added = read(*names) if names == STEPS[0] else read(names[-1])
    instances = [apps.get_model(row["model"]).objects.get(pk=row["pk"]) for row in added]
    found = {f"{row._meta.label} {row.pk}": faults(row) for row in instances}
    assert {row: told for row, told in found.items() if told} == {}


@pytest.mark.parametrize("names", ALL_STEPS, ids=["article", "corroboration", "wider"])
def test_counters_stand_at_the_highest_number_given(names):
    load(*names)

    refs = [row["fields"]["ref"].split("-") for row in read(*names) if "ref" in row["fields"]]
    highest = {}
    for prefix, number in refs:
        highest[prefix] = max(int(number), highest.get(prefix, 0))
    assert dict(RefCounter.objects.values_list("prefix", "last")) == highest


@pytest.mark.parametrize("names", ALL_STEPS, ids=["article", "corroboration", "wider"])
def test_every_record_is_cited_as_a_whole(names):
    load(*names)

    records = [record for model in CITED.values() for record in model.objects.all()]
    cited = [record for record in records if record._meta.model_name != "country"]
    assert [str(record) for record in cited if not supports(record, field="")] == []


@pytest.mark.parametrize("names", ALL_STEPS, ids=["article", "corroboration", "wider"])
def test_values_are_cited_by_name(names):
    load(*names)

    uncited = [
        f"{record}: {field}"
        for record, field in cited_fields()
        if values(record, field) and not supports(record, field=field)
    ]
    assert uncited == []


@pytest.mark.parametrize("names", ALL_STEPS, ids=["article", "corroboration", "wider"])
def test_nothing_disputes_an_empty_value(names):
    load(*names)

    empty = [
        str(citation)
        for citation in Citation.objects.filter(stance="disputes")
        if not values(citation.subject, citation.field)
    ]
    assert empty == []


@pytest.mark.parametrize("names", STEPS, ids=["article", "corroboration"])
def test_every_mark_says_no_more_than_its_citations(names):
    load(*names)
    publishers = publishers_by_value(*names)

    bold = [
        f"{record}: {field} {item or ''}"
        for record, field in cited_fields()
        for item in marked(record, field)
        if len(stated_by(publishers, record, field, item))
        < ENOUGH.get(evidence_of(record).of(field, item).grade, 0)
    ]
    assert bold == []


@pytest.mark.parametrize("names", STEPS, ids=["article", "corroboration"])
def test_no_record_says_more_than_its_key_values(names):
    load(*names)
    publishers = publishers_by_value(*names)

    bold = [
        f"{record}: {field} {item or ''}"
        for record, field in cited_fields()
        if field in record.KEY_FIELDS
        for item in marked(record, field)
        if len(stated_by(publishers, record, field, item))
        < ENOUGH.get(type(record).objects.with_evidence().get(pk=record.pk).evidence, 0)
    ]
    assert bold == []


@pytest.mark.parametrize("names", ALL_STEPS, ids=["article", "corroboration", "wider"])
def test_parties_memberships_names_and_figures_are_each_cited(names):
    load(*names)

    items = [
        item
        for link in ITEMS.values()
        for item in Citation._meta.get_field(link).related_model.objects.all()
    ]
    # Names of countries are CLDR's, those of sectors and what is translated the register's own.
    assert [str(item) for item in items if not supports(item) and needs_source(item)] == []


def test_corroboration_changes_no_other_row_of_the_article():
    loaddata("countries", "article")
    kept = [row for row in read("article") if (row["model"], row["pk"]) not in CHANGED]
    rows = [row for row in kept if row["model"] != "agreements.refcounter"]
    before = stored(rows)

    loaddata("corroboration")

    assert stored(rows) == before


def test_corroboration_shares_only_what_it_changes_with_the_article():
    article = {(row["model"], row["pk"]) for row in read("article")}

    rows = {(row["model"], row["pk"]) for row in read("corroboration")} & article

    assert {row for row in rows if row[0] != "agreements.refcounter"} == CHANGED


def test_wider_shares_no_row_with_those_before():
    before = {(row["model"], row["pk"]) for row in read("countries", "article", "corroboration")}

    rows = {(row["model"], row["pk"]) for row in read("wider")} & before

    assert {model for model, _pk in rows} == {"agreements.refcounter"}
