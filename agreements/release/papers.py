"""What stands beside the tables of a release: who made it, on which terms, how it is cited."""

import json
from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string

from agreements.keeper import keeper, licence

from .released import ReleasedTable

NAMELESS = "Keepers of the register"
TITLE = "Coop: a register of cooperation agreements"


def papers(
    tables: Sequence[ReleasedTable], rows: Sequence[int], name: str, day: str, version: str
) -> dict[str, str]:
    """Return {file name: text} of what tells people, and programs that cite, of a release."""
    kept_by, terms = keeper(), licence()
    author = kept_by.name if kept_by else NAMELESS
    told = {
        "title": TITLE,
        "author": author,
        "keeper": kept_by,
        "licence": terms,
        "tables": list(zip(tables, rows, strict=True)),
        "name": name,
        "day": day,
        "version": version,
    }
    return {
        "README.md": render_to_string("release/README.md", told),
        "LICENSE": render_to_string("release/LICENSE", told),
        "CITATION.cff": _citation(author, day, version),
        "datacite.json": as_json(_datacite(author, day, version)),
    }


def as_json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _citation(author: str, day: str, version: str) -> str:
    """Return the Citation File Format; a text of JSON is one of YAML."""
    cited = {
        "message": "If you use these data, cite them as below.",
        "title": TITLE,
        "version": version,
        "date-released": day,
        "license-url": licence().address,
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in cited.items()]
    authors = ["authors:", f"  - name: {json.dumps(author, ensure_ascii=False)}"]
    return "\n".join(["cff-version: 1.2.0", "type: dataset", *lines, *authors, ""])


def _datacite(author: str, day: str, version: str) -> dict[str, Any]:
    """Return what DataCite asks of whoever wants a DOI, which this register does not have."""
    terms = licence()
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "titles": [{"title": TITLE}],
        "creators": [{"name": author, "nameType": "Organizational"}],
        "publisher": {"name": author},
        "publicationYear": day[:4],
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Register"},
        "version": version,
        "dates": [{"date": day, "dateType": "Issued"}],
        "formats": ["text/csv", "application/zip"],
        "rightsList": [{"rights": terms.name, "rightsUri": terms.address}],
    }
