"""Citations that are older than the value that they support."""

import pytest
from django.utils import timezone

from agreements.changes.edits import edit
from agreements.editing.outlived import citations_outlived_their_value
from agreements.models import Agreement, Citation
from tests.factories import AgreementFactory, CitationFactory, NameFactory

pytestmark = pytest.mark.django_db


def found():
    return [(one.record, str(one.sentence)) for one in citations_outlived_their_value()]


@pytest.fixture
def cited():
    """An agreement whose status a source states."""
    agreement = AgreementFactory()
    CitationFactory(agreement=agreement, field="status")
    return agreement


def test_citation_of_a_value_that_was_changed_after_it_is_found(cited):
    with edit("Anna"):
        Agreement.objects.filter(pk=cited.pk).update(status="completed")

    assert found() == [(cited, "A citation of Status is older than the value that it supports.")]


def test_citation_that_was_changed_with_the_value_speaks_of_it(cited):
    with edit("Anna"):
        cited.citations.update(claim="Says that it is done.")
        Agreement.objects.filter(pk=cited.pk).update(status="completed")

    assert found() == []


def test_citation_that_an_editor_looked_at_since_speaks_of_it(cited):
    Agreement.objects.filter(pk=cited.pk).update(status="completed")
    Citation.objects.update(checked_at=timezone.now())

    assert found() == []


def test_other_fields_and_other_stances_are_left_alone(cited):
    Agreement.objects.filter(pk=cited.pk).update(title="Another")
    cited.citations.update(stance="disputes", stated_value="planned")
    Agreement.objects.filter(pk=cited.pk).update(status="completed")
    NameFactory(institution=None, agreement=cited)

    assert found() == []
