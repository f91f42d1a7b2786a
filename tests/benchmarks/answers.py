"""Answers, one request at a time, how long parts of a register's pages take; asked by `pages.py`.

Seconds are those of the processor, a server's of PostgreSQL among them: other work on the machine
hardly moves them.

It reads lines of JSON, {"act": name, "query": text}, and answers each with a line of JSON.
"""

import ctypes
import gc
import json
import os
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402, Django is not ready before
from django.template.loader import get_template  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from agreements.index.bitmap_index import BitmapIndex  # noqa: E402
from agreements.index.results import most_frequent  # noqa: E402
from agreements.lists import live  # noqa: E402
from agreements.lists.answer import select_in_sql  # noqa: E402
from agreements.models import Agreement  # noqa: E402
from agreements.nouns import AGREEMENT  # noqa: E402
from agreements.search import highlight  # noqa: E402
from agreements.search.folding import fold_all  # noqa: E402
from agreements.views import kept_pages  # noqa: E402
from agreements.views.list_page import ListPage  # noqa: E402
from tests.benchmarks.addressed import LIST  # noqa: E402
from tests.benchmarks.page_addresses import kinds_of_pages  # noqa: E402
from tests.benchmarks.processor import processor_seconds  # noqa: E402
from tests.benchmarks.profiles import Profile  # noqa: E402
from tests.benchmarks.questions import (  # noqa: E402
    chosen,
    searches_elsewhere,
    select,
    standard_queries,
)

# What has a process take in all that searches need, words for misspelt ones too.
FIRST_SEARCHES = ("q=forestry", "q=Smarkand")
# So many pages tell where the time of one goes.
PROFILED = 60
# As browsers ask.
CLIENT = Client(headers={"Accept-Encoding": "gzip, br"})


def memory():
    """Return the bytes of memory that this process holds, unused ones given back."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def build(_query):
    """Begin as a server does without a file of the indexes; return how many agreements there are,
    the seconds, and the bytes that the indexes hold.

    `search_bytes` are those of the names, as their arrays tell, `bytes` all others; `folding` are
    the seconds that it took to fold the names; next to none where they are. `rooms` says where in
    the code the time of building went.
    """
    count = Agreement.objects.count()
    start = processor_seconds()
    fold_all(is_alone=True)
    folding = processor_seconds() - start
    before, start = memory(), processor_seconds()
    with Profile() as profile:
        live.prepare()
        seconds = processor_seconds() - start
    for query in FIRST_SEARCHES:
        select(query)
    forget()
    held = memory() - before
    search = live.indexes.bytes_of_names()
    return {
        "agreements": count,
        "seconds": seconds,
        "bytes": held - search,
        "search_bytes": search,
        "folding": folding,
        "rooms": profile.by_room(),
    }


def facts(query):
    """Return how many agreements a query finds, with what is `seen` of its page."""
    return {"total": select(query).total, **seen(f"{LIST}?{query}")}


def seen(address):
    """Return what a page takes and shows.

    `queries` are those of the database, of a page that is made anew, `bytes` those of its HTML and
    `sent` what leaves the server; `shown` says how many rows and how many values of facets it has:
    "25 + 430".
    """
    CLIENT.get(address)
    forget()
    with CaptureQueriesContext(connection) as captured:
        response = CLIENT.get(address)
    queries = [one for one in captured.captured_queries if one["sql"].startswith("SELECT")]
    assert response.status_code == 200, address
    html = Client().get(address).content
    rows, values = (
        html.count(f'class="{name}"'.encode()) for name in ("record-title", "facet-value")
    )
    return {
        "queries": len(queries),
        "bytes": len(html),
        "sent": len(response.content),
        "shown": f"{rows} + {values}",
    }


def seconds(act):
    """Return how long an act takes."""
    start = processor_seconds()
    act()
    return processor_seconds() - start


def page(query):
    """Return the seconds of a page of agreements; of a search, as if nobody had asked it before."""
    return visit(f"{LIST}?{query}")


def visit(address):
    """Return the seconds of any page, as if nobody had looked for the same before."""
    return answer(address)["seconds"]


def answer(address):
    """Return the status of any page, and its seconds as if nobody had looked for it before."""
    forget()
    start = processor_seconds()
    status = CLIENT.get(address).status_code
    return {"status": status, "seconds": processor_seconds() - start}


def shown(address):
    """Return {noun: (rows, {facet parameter: values})}: how much a page shows of its lists."""
    found = {}

    def note(noun, result):
        found[noun] = len(result.ids), {name: len(one) for name, one in result.counts.items()}
        return result

    forget()
    with made_of_results(note):
        CLIENT.get(address)
    return found


def visit_cut(asked):
    """Return what `visit` does of an `address`, whose page shows only so much as `shown` says."""
    with made_of_results(cut_to(asked["shown"])):
        return visit(asked["address"])


def cut_to(shown):
    """Return what leaves of a noun's Result only so many rows and values.

    All is found and counted as ever, and only the first of it goes into a page.
    """

    def cut(noun, result):
        rows, values = shown.get(noun, (0, {}))
        counts = {
            name: most_frequent(one, values.get(name, 0)) for name, one in result.counts.items()
        }
        return replace(result, ids=result.ids[:rows], counts=counts)

    return cut


@contextmanager
def made_of_results(change):
    """Have pages be made of what a function returns of each noun's name and Result."""
    select = BitmapIndex.select
    BitmapIndex.select = lambda index, *asked, **options: change(
        index.noun.name, select(index, *asked, **options)
    )
    try:
        yield
    finally:
        BitmapIndex.select = select


def forget():
    """Forget pages that were kept, what earlier searches found, and the names read for them."""
    kept_pages.own.clear()
    live.indexes.forget_searches()
    highlight.kept_streams.cache_clear()


def profile(address):
    """Return {room: milliseconds} of a page, as if nobody had looked for the same before."""
    CLIENT.get(address)
    with Profile() as taken:
        for _turn in range(PROFILED):
            forget()
            CLIENT.get(address)
    return taken.by_room(PROFILED)


def kept(query):
    """Return the seconds of a page of agreements that was asked for just now."""
    address = f"{LIST}?{query}"
    CLIENT.get(address)
    return seconds(lambda: CLIENT.get(address))


def index(query):
    """Return the seconds of the index's answer."""
    _filterset, selection = chosen(query)
    with live.snapshot() as snapshot:
        matches = snapshot.matches(selection.query)
        return seconds(lambda: snapshot.index(AGREEMENT).select(selection, matches))


def sql(query):
    """Return the seconds of the database's answer to the same."""
    filterset, selection = chosen(query)
    return seconds(lambda: select_in_sql(filterset, selection))


def template(query):
    """Return the seconds of rendering a page from ready-made values."""
    request = RequestFactory().get(f"{LIST}?{query}")
    view = ListPage(noun=AGREEMENT)
    view.setup(request)
    with live.snapshot() as view.snapshot:
        context = view.get_context_data()
    whole = get_template(view.get_template_names()[0])
    return seconds(lambda: whole.render(context, request))


def edited_page(query):
    """Return the seconds of a page right after an agreement was edited."""
    agreement = Agreement.objects.get(pk=1 + Agreement.objects.count() // 2)
    agreement.title = agreement.title[::-1]
    agreement.save()
    return page(query)


ACTS = {
    act.__name__: act
    for act in (
        *(build, standard_queries, searches_elsewhere, kinds_of_pages, facts, seen),
        *(page, visit, shown, visit_cut, answer, profile, kept, index, sql, template),
        edited_page,
    )
}


def main():
    """Answer until nothing more is asked."""
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(ACTS[asked["act"]](asked.get("query", ""))), flush=True)


if __name__ == "__main__":
    main()
