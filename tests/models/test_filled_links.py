"""Links that are empty in most rows are looked up, however the database counts its rows."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Count, Exists, OuterRef

from agreements.models import Citation, Figure, Membership, Source
from tests.factories import AgreementFactory, CitationFactory


def optional_links():
    """Return the links of all tables that may be empty; one that is unique has an index itself."""
    return [
        field
        for model in apps.get_app_config("agreements").get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.many_to_one and field.null
    ]


@pytest.mark.parametrize("link", optional_links(), ids=str)
def test_link_that_may_be_empty_has_an_index_where_it_is_filled(link):
    indexes = [index for index in link.model._meta.indexes if index.fields == [link.name]]

    assert not link.db_index
    assert [(index.name, index.condition.children) for index in indexes] == [
        (f"{link.model._meta.model_name}_{link.name}", [(f"{link.name}__isnull", False)])
    ]


@pytest.fixture
def counted_rows(db):
    """Citations of an agreement as a whole, which name none of several values; rows are counted."""
    agreement = AgreementFactory()
    for _number in range(30):
        CitationFactory(agreement=agreement)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            # It reads a table as a whole where that has few pages.
            cursor.execute("SET LOCAL enable_seqscan = off")


CITED = Exists(Citation.objects.filter(membership=OuterRef("pk")))
QUERIES = {
    "one": (lambda: Citation.objects.filter(figure=1), "citation_figure"),
    "some": (lambda: Citation.objects.filter(figure__in=[1, 2]), "citation_figure"),
    "those of": (lambda: Figure.objects.annotate(cited=Count("citations")), "citation_figure"),
    "along": (lambda: Citation.objects.filter(membership__alliance=1), "citation_membership"),
    "any": (lambda: Membership.objects.filter(CITED), "citation_membership"),
    "reprints": (lambda: Source.objects.filter(reprints=1), "source_reprints"),
}


@pytest.mark.parametrize(("records", "index"), QUERIES.values(), ids=QUERIES)
def test_rows_are_looked_up_by_a_link_that_none_has(counted_rows, records, index):
    assert f" {index} " in records().order_by().explain()
