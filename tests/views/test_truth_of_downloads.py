"""A file holds what the pages of its list show: the same records in the same order."""

import csv
from io import StringIO

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.nouns import AGREEMENT, INSTITUTION
from tests.index.test_bitmap_index import addresses
from tests.index.worlds import WAYS_OF_WRITING, furnish
from tests.sweeps import examples

pytestmark = pytest.mark.django_db


def told(client, noun, query):
    """Return the numbers of a list as CSV has them, as pages of JSON do, and both totals."""
    whole = query.copy()
    del whole["page_size"]
    address = f"/{noun.plural}.csv?columns=id&bom=0&{whole.urlencode()}"
    file = client.get(address)
    rows = [row["id"] for row in csv.DictReader(StringIO(file.content.decode()))]
    page = client.get(f"/{noun.plural}.json?columns=id&{query.urlencode()}").json()
    total, items = page["total"], page["items"]
    while page["next"]:
        page = client.get(page["next"].removeprefix("http://testserver")).json()
        items += page["items"]
    return rows, [item["id"] for item in items], int(file.headers["Coop-Total"]), total


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_file_has_the_records_of_all_pages_in_their_order(client, data):
    with transaction.atomic():
        furnish()
        for write in data.draw(st.lists(st.sampled_from(WAYS_OF_WRITING), max_size=10)):
            write(data.draw)
        for noun in (AGREEMENT, INSTITUTION):
            query = data.draw(addresses(noun))

            in_file, on_pages, total_of_file, total_of_pages = told(client, noun, query)

            assert in_file == on_pages
            assert len(in_file) == total_of_file == total_of_pages
        transaction.set_rollback(True)
