"""Answers, one request at a time, how long the same page takes in Datasette; asked by `pages.py`.

It is begun with the SQLite file of a register and answers as `answers.py` does: to the act "copied"
with nothing, once its copy is there and shows all facets in full, to others with the seconds of the
processor.

One table holds a row for each agreement; what an agreement can have several of is a JSON array, as
Datasette's facets of arrays expect it. Its column of evidence is that of the status alone: as many
values to count as ours, from a plain column.
"""

import asyncio
import json
import sqlite3
import sys
from pathlib import Path
from time import process_time
from urllib.parse import parse_qsl

from datasette.app import Datasette
from datasette.database import Database

PLAIN = ("kind", "status", "year", "evidence", "event")
ARRAYS = ("sector", "country", "alliance", "institution")
LISTED_VALUES = 60
COPY = """
CREATE TABLE agreements AS SELECT
  a.id, a.ref, a.title, a.kind, a.status, a.signed_on, a.stands_for,
  COALESCE(substr(a.signed_on, 1, 4), 'undated') AS year,
  (SELECT ref FROM register.agreements_event WHERE id = a.event_id) AS event,
  (SELECT json_group_array(s.slug) FROM register.agreements_agreement_sectors l
    JOIN register.agreements_sector s ON s.id = l.sector_id WHERE l.agreement_id = a.id) AS sector,
  (SELECT json_group_array(DISTINCT i.country_id) FROM register.agreements_party p
    JOIN register.agreements_institution i ON i.id = p.institution_id
    WHERE p.agreement_id = a.id AND i.country_id IS NOT NULL) AS country,
  (SELECT json_group_array(i.ref) FROM register.agreements_party p
    JOIN register.agreements_institution i ON i.id = p.institution_id
    WHERE p.agreement_id = a.id) AS institution,
  (SELECT json_group_array(al.ref) FROM register.agreements_agreement_alliances l
    JOIN register.agreements_alliance al ON al.id = l.alliance_id
    WHERE l.agreement_id = a.id) AS alliance,
  (SELECT CASE WHEN SUM(c.stance = 'disputes') THEN 'disputed'
      WHEN COUNT(DISTINCT so.publisher_id) > 1 THEN 'corroborated'
      WHEN COUNT(*) THEN 'single' ELSE 'unsourced' END
    FROM register.agreements_citation c JOIN register.agreements_source so ON so.id = c.source_id
    WHERE c.agreement_id = a.id AND c.field = 'status') AS evidence
FROM register.agreements_agreement a
"""


def copy(register, path):
    """Make Datasette's table of a register's agreements, with an index for each plain column."""
    connection = sqlite3.connect(path)
    connection.execute("ATTACH ? AS register", [str(register)])
    connection.execute(COPY)
    connection.execute("CREATE UNIQUE INDEX agreements_id ON agreements (id)")
    for column in (*PLAIN, "signed_on"):
        connection.execute(f"CREATE INDEX agreements_{column} ON agreements ({column})")
    connection.commit()
    connection.execute("ANALYZE main")
    connection.commit()
    connection.close()


def address(query):
    """Return Datasette's address of a query of the register's list, all facets named."""
    parts = [f"_facet={name}" for name in PLAIN] + [f"_facet_array={name}" for name in ARRAYS]
    wanted = {}
    for name, text in parse_qsl(query):
        if name not in {"page", "sort"}:
            wanted.setdefault(name, []).append(f"'{text}'")
    for name, texts in wanted.items():
        id_list = f"in ({','.join(texts)})"
        if name in ARRAYS:
            id_list = (
                f"in (select a.id from agreements a, json_each(a.{name}) where value {id_list})"
            )
        id_list = f"{'id' if name in ARRAYS else name} {id_list}"
        parts.append(f"_where={id_list}".replace(" ", "+"))
    return "/peer/agreements?_size=25&_sort_desc=signed_on&" + "&".join(parts)


async def opened(path):
    """Return Datasette with what it is asked for complete, however long that takes."""
    limit = 3_600_000
    settings = {
        "sql_time_limit_ms": limit,
        "facet_time_limit_ms": limit,
        "default_facet_size": LISTED_VALUES,
        "suggest_facets": False,
        "num_sql_threads": 3,
    }
    datasette = Datasette(settings=settings)
    datasette.add_database(Database(datasette, path=str(path)), name="peer")
    await datasette.invoke_startup()
    return datasette


async def check(datasette, where):
    """Fail where a page does not show all facets in full."""
    facts = (await datasette.client.get(where.replace("?", ".json?"))).json()
    facets = facts["facet_results"]
    assert set(facets.get("results", facets)) == {*PLAIN, *ARRAYS}, facts
    assert not facts.get("facets_timed_out"), facts


async def seconds(datasette, where):
    """Return the seconds of a page."""
    start = process_time()
    response = await datasette.client.get(where)
    assert response.status_code == 200, response.text[:500]
    return process_time() - start


async def main(register):
    """Answer until nothing more is asked of the register in an SQLite file."""
    path = Path(register).with_suffix(".peer")
    path.unlink(missing_ok=True)
    copy(register, path)
    datasette = await opened(path)
    for line in sys.stdin:
        asked = json.loads(line)
        where = address(asked["query"])
        if asked["act"] == "copied":
            print(json.dumps(await check(datasette, where)), flush=True)
        else:
            print(json.dumps(await seconds(datasette, where)), flush=True)
    path.unlink()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
