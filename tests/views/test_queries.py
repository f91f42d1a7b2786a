"""How many queries each kind of page takes: few, and as many however much there is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.lists import live
from agreements.models import Institution
from agreements.nouns import LISTED, NOUNS
from tests.folded import fold_everything
from tests.views.connected import hub, tie

pytestmark = pytest.mark.django_db

MAX_QUERIES = 12
# One search over all nouns asks for each of them.
MAX_QUERIES_A_NOUN = 2
# The larger one has more than a page shows.
SIZES = (3, 40)


@pytest.fixture(params=SIZES)
def records(request):
    """One record of each noun, with so many rows of every kind."""
    records = hub()
    for number in range(request.param):
        tie(records, number)
    # As a database does by itself before long: PostgreSQL would plan for empty tables.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return records


def queries(client, address):
    """Return how many queries a page takes where nothing was written since the one before.

    What it looks for is looked for anew.
    """
    client.get(address)
    live.indexes.forget_searches()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("language", ["", "/ru"])
def test_each_kind_of_page_takes_few_queries(client, records, language):
    agreement, college = records["agreement"], records["institution"]
    chosen = (
        "?sector=forestry&country=UZ&kind=agreement&status=signed&evidence=single&year=undated"
        f"&event={records['event'].ref}&alliance={records['alliance'].ref}"
        f"&institution={college.ref}&sort=title"
    )
    addresses = ["/", "/about/", "/coverage/", "/search/"]
    addresses += [f"/{noun.plural}/" for noun in LISTED]
    addresses += [record.get_absolute_url() for record in records.values()]
    addresses += [
        f"/agreements/{chosen}",
        f"{agreement.get_absolute_url()}{chosen}",
        f"/agreements/?partners={college.ref}-{Institution.objects.last().ref}",
        f"/agreements/?place={records['place'].pk}",
        "/agreements/?corridor=UZ-UZ",
        "/agreements/?view=charts",
        "/sectors/?sort=-agreements",
    ]

    counts = {address: queries(client, language + address) for address in addresses}

    assert {address: found for address, found in counts.items() if found > MAX_QUERIES} == {}


@pytest.mark.parametrize("language", ["", "/ru"])
def test_searches_take_few_queries(records, language):
    fold_everything()
    client = Client()
    # Of misspelt words no title shows why it was found, of Chinese ones both spellings are sought.
    asked = ("college", "colege", "colege tashkentt", "colege tashkentt 北京 forestri")
    addresses = [f"/{noun.plural}/?q={words}" for noun in LISTED for words in asked]
    addresses += [
        "/agreements/?q=college tashkent uzbekistan",
        "/institutions/?q=forestry",
        "/agreements/?corridor=UZ-UZ&country=UZ&q=colege tashkentt&sort=title",
    ]

    counts = {address: queries(client, language + address) for address in addresses}
    found = {words: queries(client, f"{language}/search/?q={words}") for words in asked}

    assert {address: count for address, count in counts.items() if count > MAX_QUERIES} == {}
    most = MAX_QUERIES_A_NOUN * len(NOUNS)
    assert {words: count for words, count in found.items() if count > most} == {}
