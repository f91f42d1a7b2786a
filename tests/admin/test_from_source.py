"""The page on which the entering of an agreement begins."""

import pytest

from tests.admin.forms import problems
from tests.factories import PublisherFactory, SourceFactory

pytestmark = pytest.mark.django_db

PAGE = "/admin/agreements/agreement/from-source/"


def found(admin_client, text):
    return list(admin_client.get(PAGE, {"q": text}).context["found"])


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example.org/art/1",
        "http://www.news.example.org/art/1/?utm_source=x#top",
        "news.example.org/art/1",
        "SO-0001",
        "so0001",
        "news.example.org",
        "Seaside Daily",
        "workshop opens",
    ],
)
def test_source_is_found_by_whatever_is_known_of_it(admin_client, text):
    publisher = PublisherFactory(name="Seaside Daily")
    source = SourceFactory(
        title="A workshop opens", publisher=publisher, url="https://news.example.org/art/1"
    )
    SourceFactory(title="Other", url="https://other.example/art/1")

    assert found(admin_client, text) == [source]


def test_way_to_the_form_carries_the_source(admin_client):
    source = SourceFactory(url="https://news.example/1")

    page = problems(admin_client.get(PAGE, {"q": "https://news.example/1"}))
    form = admin_client.get("/admin/agreements/agreement/add/", {"source": source.pk})

    assert f'href="/admin/agreements/agreement/add/?source={source.pk}"' in page
    assert form.context["adminform"].form["source"].value() == str(source.pk)


def test_address_of_a_new_source_stands_in_the_form(admin_client):
    page = problems(admin_client.get(PAGE, {"q": "https://news.example/1?a=b&c&utm_source=letter"}))

    assert "add/?source_url=https%3A%2F%2Fnews.example%2F1%3Fa%3Db%26c" in page


@pytest.mark.parametrize("text", ["", "\0", "x" * 2000, "http://[", "¿?"])
def test_what_leads_nowhere_is_answered_with_a_page(admin_client, text):
    response = admin_client.get(PAGE, {"q": text})

    assert (response.status_code, list(response.context["found"])) == (200, [])


def test_page_is_for_those_who_may_enter_agreements(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))

    assert client.get(PAGE).status_code == 403
