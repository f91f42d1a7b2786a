"""What all public pages share: one snapshot, numbered pages."""

import html
import threading

import pytest
from django.db import connection
from django.http import Http404, QueryDict
from django.test.signals import template_rendered

from agreements.index.selection import Selection
from agreements.lists import live
from agreements.nouns import AGREEMENT
from agreements.views.page import page_asked, page_number
from tests.factories import AgreementFactory


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("", 1),
        ("page=", 1),
        ("page=1", 1),
        ("page=70", 70),
        ("page=999999999", 999999999),
        ("page=70&page=&page=70", 70),
        ("page=2&page=70", 1),
    ],
)
def test_page_is_the_first_or_the_one_of_the_number(asked, number):
    assert page_asked(QueryDict(asked)) == number


@pytest.mark.parametrize("text", ["0", "01", "-1", "1.0", " 1", "1\n", "٣", "x", "1000000000"])
def test_number_of_a_page_is_plain_and_begins_at_one(text):
    with pytest.raises(Http404, match="Pages are numbered 1, 2, 3 and so on"):
        page_number(text)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/agreements/?page=2", "/sources/?page=2"])
def test_page_past_the_end_says_that_there_are_fewer(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "This list has fewer pages." in html.unescape(response.content.decode())


@pytest.mark.django_db(transaction=True)
def test_others_may_ask_the_index_while_a_page_is_rendered(client):
    AgreementFactory()
    totals = []

    def ask():
        with live.snapshot() as snapshot:
            totals.append(snapshot.index(AGREEMENT).select(Selection()).total)
        connection.close()

    def ask_meanwhile(sender, **_signal):
        template_rendered.disconnect(ask_meanwhile)
        asking.start()
        asking.join(timeout=10)
        totals.append("rendered")

    asking = threading.Thread(target=ask)
    template_rendered.connect(ask_meanwhile)
    client.get("/agreements/")
    asking.join()

    assert totals == [1, "rendered"]
