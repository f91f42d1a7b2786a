"""Readers of a language find first, of what fits equally well, what has a name in it."""

import pytest

from tests.factories import AgreementFactory, NameFactory
from tests.loading import load

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ru", "uz"])
def test_what_has_a_name_in_the_language_of_the_page_comes_first(client, language):
    agreements = [
        AgreementFactory(title=f"Energy {number}", signed_on=f"2024-09-0{9 - number}")
        for number in range(4)
    ]
    for agreement, tag in (
        (agreements[1], "ru"),
        (agreements[2], "uz-Latn"),
        (agreements[3], "ru"),
    ):
        NameFactory(institution=None, agreement=agreement, text="Energetika", language=tag)

    response = client.get(f"{'' if language == 'en' else f'/{language}'}/agreements/?q=energy")

    assert [record.ref for record in response.context["object_list"]] == {
        "en": ["AG-0001", "AG-0002", "AG-0003", "AG-0004"],
        "ru": ["AG-0002", "AG-0004", "AG-0001", "AG-0003"],
        "uz": ["AG-0003", "AG-0001", "AG-0002", "AG-0004"],
    }[language]


@pytest.mark.parametrize("query", ["technical", "ministry", "министерство"])
def test_bodies_of_the_fixtures_with_russian_names_come_first(client, query):
    load("countries", "article", "corroboration", "wider")

    response = client.get("/ru/institutions/", {"q": query})

    has_russian = [
        body.names.filter(language="ru").exists() for body in response.context["object_list"]
    ]
    assert has_russian == sorted(has_russian, reverse=True)
    assert set(has_russian) == {True, False}
