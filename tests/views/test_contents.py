"""A page with many parts begins with a list of them; a short one does not."""

import re

import pytest
from django.template import Context, Template

from tests.factories import PublisherFactory
from tests.views.wording import words

PART = '<section class="part" aria-labelledby="{0}"><h2 id="{0}">{0}</h2></section>'


def contents(page):
    """Return the (anchor, words) of the list of parts on a page."""
    listed = page.partition('aria-label="On this page"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="#([^"]+)">(.*?)</a>', listed)
    return [(anchor, words(heading)) for anchor, heading in links]


@pytest.mark.parametrize("count", [3, 4])
def test_parts_are_listed_where_they_are_four_or_more(count):
    names = ["names", "sources", "besides", "timeline"][:count]
    source = "{% contents %}" + "".join(map(PART.format, names)) + "{% endcontents %}"

    page = Template(source).render(Context())

    listed = [(name, f"{name} · On this page") for name in names]
    assert contents(page) == (listed if count == 4 else [])
    assert page.endswith("".join(map(PART.format, names)))


def test_heading_stays_as_it_was_written():
    parts = PART.format("a").replace(">a<", "> <bdi>A &amp; B</bdi> <") + PART.format("b") * 3

    page = Template("{% contents %}" + parts + "{% endcontents %}").render(Context())

    assert '<a href="#a"> <bdi>A &amp; B</bdi> <span' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/agreements/AG-0001/",
        "/alliances/AL-0001/",
        "/countries/UZ/",
        "/events/EV-0001/",
        "/institutions/IN-0001/",
        "/sectors/energy/",
    ],
)
def test_all_parts_of_a_long_record_are_listed_in_their_order(client, register, address):
    page = client.get(address).content.decode()

    headings = re.findall(r'<section class="part[^>]*>\s*<h2[^>]*>(.*?)</h2>', page)
    listed = contents(page)
    told = [told.removesuffix(" · On this page") for _anchor, told in listed]
    assert told == [words(heading) for heading in headings]
    assert len(listed) >= 4
    assert [anchor for anchor, _told in listed if page.count(f'id="{anchor}"') != 1] == []


@pytest.mark.django_db
def test_short_record_has_no_list_of_its_parts(client):
    page = client.get(PublisherFactory().get_absolute_url()).content.decode()

    assert contents(page) == []
