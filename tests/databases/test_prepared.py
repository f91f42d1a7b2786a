"""Queries whose SQL is made once give what Django gives."""

import pytest
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils import timezone

from agreements.databases.prepared import Prepared
from agreements.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def newest():
    """Give the newest change of a noun, prepared, and the same as Django asks for it."""
    rows = Change.objects.filter(noun="project").order_by("-pk").values_list("pk", "noted_at")
    return Prepared(lambda: rows), rows


def test_first_row_is_that_of_the_query_each_time(newest, django_assert_num_queries):
    prepared, rows = newest
    answers = []
    for key in range(3):
        Change.objects.create(noun="project", key=key)
        with django_assert_num_queries(1):
            answers.append(prepared.first(DEFAULT_DB_ALIAS))
        assert answers[-1] == rows.first()

    assert len(set(answers)) == 3
    assert all(timezone.is_aware(noted_at) for _pk, noted_at in answers)


def test_no_row_is_none(newest):
    prepared, _rows = newest

    assert prepared.first(DEFAULT_DB_ALIAS) is None


def test_sql_is_made_once(newest, monkeypatch):
    prepared, _rows = newest
    prepared.first(DEFAULT_DB_ALIAS)
    compiler = connection.ops.compiler("SQLCompiler")
    monkeypatch.setattr(compiler, "as_sql", None)

    assert prepared.first(DEFAULT_DB_ALIAS) is None
