"""A page is light: it has to arrive where connections are slow."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

MOST_CSS = 29_000
MOST_CSS_OF_DESK = 30_720
MOST_FIRST_VIEW = 60_000
MOST_MAP = 150_000


def parts_of(page):
    """Return the bytes of the style sheets and pictures that a page loads."""
    names = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    return {name: Path(finders.find(name)).read_bytes() for name in names}


@pytest.mark.django_db
def test_first_view_is_light(client, register):
    page = client.get("/").content.decode()

    parts = parts_of(page)
    styles = sum(len(part) for name, part in parts.items() if name.endswith(".css"))
    sent = len(gzip.compress(page.encode())) + sum(len(gzip.compress(p)) for p in parts.values())
    assert len(parts) >= 7
    assert styles <= MOST_CSS
    assert sent <= MOST_FIRST_VIEW


def test_style_sheets_of_pages_and_of_the_desk_are_light():
    folder = Path(finders.find("agreements"))

    sheets = list(folder.rglob("*.css"))

    assert len(sheets) >= 11
    assert sum(sheet.stat().st_size for sheet in sheets) <= MOST_CSS_OF_DESK


@pytest.mark.django_db
def test_page_with_the_map_is_light(client, register):
    page = client.get("/countries/")

    assert page.context["world"].wide.dots
    assert len(page.content) <= MOST_MAP
