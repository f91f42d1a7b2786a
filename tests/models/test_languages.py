"""Readers see what a language is called, not its tag."""

import json
from pathlib import Path

import pytest

from agreements.models.languages import language_name


@pytest.mark.parametrize(
    "fixture", ["countries.json", "article.json", "corroboration.json", "wider.json"]
)
def test_languages_of_the_fixtures_have_names(settings, fixture):
    rows = json.loads(Path(settings.BASE_DIR, "fixtures", fixture).read_text())
    tags = {row["fields"].get("language") for row in rows} - {None, ""}

    assert [tag for tag in tags if language_name(tag) == tag] == []
