import io
import json
import sys

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError

from agreements.models import Citation, RefCounter
from agreements.models.citation import CITED, ITEMS

pytestmark = pytest.mark.django_db

FOLDER = settings.BASE_DIR / "fixtures"
STEPS = [("countries", "article"), ("countries", "article", "corroboration")]
# Values that a citation bears on by name; the others are covered by a citation of the whole record.
CITED_BY_NAME = {
    "agreement": ("status", "signed_on", "event", "stands_for", "sectors"),
    "institution": ("country", "place", "parent"),
    "alliance": ("launched_on", "guided_by"),
    "event": ("place", "first_on", "last_on", "host"),
    "project": ("status", "place", "started_on", "host", "agreement", "alliance"),
    "place": ("country", "parent"),
}


def load(*names):
    call_command("loaddata", *(str(FOLDER / f"{name}.json") for name in names), verbosity=0)


def read(*names):
    return [row for name in names for row in json.loads((FOLDER / f"{name}.json").read_text())]


def stored(rows):
    """Return the fixture's rows as the database holds them."""
    found = (apps.get_model(row["model"]).objects.get(pk=row["pk"]) for row in rows)
    return serializers.serialize("python", found)


def faults(instance):
    try:
        instance.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def supports(record, **citation):
    return record.citations.filter(stance="supports", **citation).exists()


def has_value(record, field):
    value = getattr(record, field)
    return value.exists() if hasattr(value, "exists") else value is not None


@pytest.mark.parametrize("names", STEPS, ids=["article", "corroboration"])
def test_fixtures_load_without_a_fault(names):
    load(*names)

    instances = [apps.get_model(row["model"]).objects.get(pk=row["pk"]) for row in read(*names)]
    faulty = {f"{row._meta.label} {row.pk}": faults(row) for row in instances if faults(row)}
    assert faulty == {}


@pytest.mark.parametrize("names", STEPS, ids=["article", "corroboration"])
def test_counters_stand_at_the_highest_number_given(names):
    load(*names)

    refs = [row["fields"]["ref"].split("-") for row in read(*names) if "ref" in row["fields"]]
    highest = {}
    for prefix, number in refs:
        highest[prefix] = max(int(number), highest.get(prefix, 0))
    assert dict(RefCounter.objects.values_list("prefix", "last")) == highest


@pytest.mark.parametrize("names", STEPS, ids=["article", "corroboration"])
def test_every_record_is_cited_as_a_whole(names):
    load(*names)

    records = [record for model in CITED.values() for record in model.objects.all()]
    cited = [record for record in records if record._meta.model_name != "country"]
    assert [str(record) for record in cited if not supports(record, field="")] == []


@pytest.mark.parametrize("names", STEPS, ids=["article", "corroboration"])
def test_values_are_cited_by_name(names):
    load(*names)

    uncited = [
        f"{record}: {field}"
        for noun, fields in CITED_BY_NAME.items()
        for record in CITED[noun].objects.all()
        for field in fields
        if has_value(record, field) and not supports(record, field=field)
    ]
    assert uncited == []


@pytest.mark.parametrize("names", STEPS, ids=["article", "corroboration"])
def test_kinds_of_institutions_are_cited_by_name(names):
    load(*names)

    institutions = CITED["institution"].objects.exclude(kind="")
    assert [str(each) for each in institutions if not supports(each, field="kind")] == []


@pytest.mark.parametrize("names", STEPS, ids=["article", "corroboration"])
def test_parties_memberships_names_and_figures_are_each_cited(names):
    load(*names)

    items = [
        item
        for link in ITEMS.values()
        for item in Citation._meta.get_field(link).related_model.objects.all()
    ]
    # Those of countries are CLDR's, all of them.
    cited = [item for item in items if not getattr(item, "country_id", None)]
    assert [str(item) for item in cited if not supports(item)] == []


def test_corroboration_changes_no_row_of_the_article():
    load("countries", "article")
    rows = [row for row in read("article") if row["model"] != "agreements.refcounter"]
    before = stored(rows)

    load("corroboration")

    assert stored(rows) == before


def test_corroboration_shares_only_counters_with_the_article():
    article = {(row["model"], row["pk"]) for row in read("article")}

    shared = {row["model"] for row in read("corroboration") if (row["model"], row["pk"]) in article}

    assert shared == {"agreements.refcounter"}


def test_countries_are_what_the_command_prints():
    printed = io.StringIO()

    call_command("country_names", stdout=printed)

    assert (FOLDER / "countries.json").read_text() == printed.getvalue()


def test_country_names_says_that_babel_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "babel", None)

    with pytest.raises(CommandError, match="Babel holds CLDR's names and is not installed"):
        call_command("country_names")
