"""Sheets of a few rows, and the plan of them."""

import csv
from io import StringIO

from agreements.importing.plan import make_plan
from agreements.importing.sheet_files import read_sheet

ROW = {
    "title": "A college of logistics",
    "kind": "memorandum",
    "signed_on": "2022-07-29",
    "status": "signed",
    "sectors": "logistics",
    "countries": "CN;UZ",
    "parties": "A College | host | vocational college | Tianjin | CN; B University | host | "
    "university | Tashkent | UZ",
    "source_url": "https://example.org/a",
    "source_title": "A college is founded",
    "source_publisher": "A Daily",
    "source_published_on": "2022-09-30",
    "source_language": "en",
    "note": "",
}


def sheet(*rows, name="agreements.csv"):
    """Return the sheet of rows, each told by what differs from ROW."""
    keys = {key: "" for row in rows for key in row}
    return written([keys | ROW | row for row in rows or [{}]], name)


def bodies(*rows, name="institutions.csv"):
    empty = dict.fromkeys(
        ("name", "kind", "city", "country", "name_zh", "aliases", "source_url"), ""
    )
    return written([empty | {"source_url": ROW["source_url"]} | row for row in rows], name)


def written(rows, name):
    text = StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return read_sheet(text.getvalue().encode(), name)


def planned(*rows, **more):
    return make_plan([sheet(*rows)], **more)


def told(plan):
    """Return the problems of a plan, by row and column."""
    return [(problem.row, problem.column) for problem in plan.problems]


def outcomes(plan):
    return [row.outcome.value for row in plan.rows]
