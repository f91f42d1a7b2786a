"""Of what is said of a record, few sentences are quoted, and whole ones."""

import pytest

from agreements.search.passages import Excerpt, excerpt
from agreements.search.query import parse
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


def test_sentence_is_quoted_with_the_initials_in_it():
    body = InstitutionFactory(summary="Там учат. Это университет имени Л.Н. Гумилева. Он велик.")

    assert excerpt(body, parse("Gumilev")) == [Excerpt("Это университет имени Л.Н. Гумилева.")]
