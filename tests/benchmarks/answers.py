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
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import django

django.setup()

from django.db import connection  # noqa: E402, Django is not ready before
from django.db.models import Count  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from agreements.lists import live  # noqa: E402
from agreements.lists.answer import select_in_sql  # noqa: E402
from agreements.lists.filters import RegisterFilter  # noqa: E402
from agreements.models import Agreement, Institution, Place, Source  # noqa: E402
from agreements.nouns import AGREEMENT  # noqa: E402
from agreements.search import highlight  # noqa: E402
from agreements.search.folding import fold_all  # noqa: E402
from agreements.views import kept_pages  # noqa: E402
from agreements.views.list_page import ListPage  # noqa: E402
from tests.benchmarks.page_addresses import kinds_of_pages  # noqa: E402
from tests.benchmarks.processor import processor_seconds  # noqa: E402

ADDRESS = "/agreements/"
TENTH = "a tenth"
# What has a process take in all that searches need, words for misspelt ones too.
FIRST_SEARCHES = ("q=forestry", "q=Smarkand")
FREQUENT = (
    "of named after University Vocational Technical College Company workshop China training "
    "Tashkent"
)
# As browsers ask.
CLIENT = Client(headers={"Accept-Encoding": "gzip, br"})


def memory():
    """Return the bytes of memory that this process holds, unused ones given back."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def build(_query):
    """Build the indexes; return the number of agreements, the seconds, and the bytes they hold.

    `search_bytes` are those of the names, as their arrays tell, `bytes` all others; `folding` are
    the seconds that it took to fold the names; next to none where they are.
    """
    count = Agreement.objects.count()
    start = processor_seconds()
    fold_all(is_alone=True)
    folding = processor_seconds() - start
    before, start = memory(), processor_seconds()
    with live.snapshot():
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
    }


def standard_queries(_query):
    """Return {name: query of the address}: the same questions at every size."""
    counts = select("").counts
    texts = {
        facet.parameter: [
            value.text
            for key in sorted(counts[facet.parameter], key=counts[facet.parameter].get)[::-1]
            for value in facet.values([key])
        ]
        for facet in AGREEMENT.facets
    }
    sector, country = texts["sector"], texts["country"]
    last = -(-Agreement.objects.count() // 25)
    narrow = next(
        query
        for first in reversed(sector)
        for second in reversed(country)
        if select(query := f"sector={first}&country={second}").total
    )
    or_of_seven = [*(f"sector={text}" for text in sector[1:5])]
    or_of_seven += [f"country={text}" for text in country[:3]]
    [place, *_less] = Place.objects.annotate(size=Count("institutions")).order_by("-size", "pk")
    institution = texts["institution"][0]
    return {
        "no filter": "",
        "broad sector": f"sector={sector[0]}",
        "broad country": f"country={country[0]}",
        "narrow pair": narrow,
        "or of seven": "&".join(or_of_seven),
        "four facets": f"sector={sector[0]}&country={country[0]}"
        f"&kind={texts['kind'][0]}&status={texts['status'][0]}",
        "three years": "year=2019&year=2020&year=2021",
        "one institution": f"institution={institution}",
        "two partners": f"partners={institution}-{partner(institution)}",
        "one place": f"place={place.pk}",
        "by title": f"sort=title&page={max(1, last // 2)}",
        "page 400": f"page={min(400, last)}",
        "last page": f"page={last}",
        **searches(),
    }


def partner(institution):
    """Return the number of the institution with which another one made most agreements."""
    _filterset, selection = chosen(f"institution={institution}")
    with live.snapshot() as snapshot:
        counts = snapshot.index(AGREEMENT).count_within(selection, "institution")
    most = sorted(counts, key=counts.get)[-2:]
    return Institution.objects.exclude(ref=institution).filter(pk__in=most).first().ref


def searches():
    """Return {name: query} of searches for agreements: the same questions at every size."""
    return {f"search, {name}": urlencode({"q": text}) for name, text in words_to_find().items()}


def words_to_find():
    """Return {name: words} that are looked for at every size, chosen by the same rule."""
    institution = Institution.objects.get(pk=1 + Institution.objects.count() // 2)
    rare = institution.name.split()[-1]
    return {
        "rare word": rare,
        "phrase": f'"{institution.name}"',
        "misspelt": "Smarkand forestri",
        "misspelt name": f"{rare[:2]}{rare[3]}{rare[2]}{rare[4:]}",
        "two characters": "重庆",
        "stem": "workshops",
        "a year beside a word": "forestry 2019",
        "twelve frequent words": FREQUENT,
        TENTH: "forestry",
    }


def searches_elsewhere(_query):
    """Return {name: address} of searches of all nouns at once, of institutions and of sources."""
    source = Source.objects.get(pk=1 + Source.objects.count() // 2)
    by_address = {"a source's address": source.url, "a host": urlsplit(source.url).hostname}
    words = words_to_find()
    return {
        f"{path} {name}": f"{path}?{urlencode({'q': text})}"
        for path, asked in (
            ("/search/", words | by_address),
            ("/institutions/", words),
            ("/sources/", words | by_address),
        )
        for name, text in asked.items()
    }


def chosen(query):
    """Return the filterset and the Selection of a query."""
    data = QueryDict(query)
    filterset = RegisterFilter(data, AGREEMENT, labels=live.labels)
    return filterset, filterset.selection.at_page(int(data.get("page", 1)))


def select(query):
    """Return what the index answers."""
    selection = chosen(query)[1]
    with live.snapshot_and_release() as (snapshot, _release):
        return snapshot.index(AGREEMENT).select(selection, snapshot.matches(selection.query))


def facts(query):
    """Return how many agreements a query finds, and how many queries its page takes."""
    CLIENT.get(f"{ADDRESS}?{query}")
    with CaptureQueriesContext(connection) as captured:
        assert CLIENT.get(f"{ADDRESS}?{query}").status_code == 200
    return {
        "total": select(query).total,
        "queries": len(captured),
        "shown": shown(f"{ADDRESS}?{query}"),
    }


def shown(address):
    """Return how many rows and how many values of facets a page shows: "25 + 430"."""
    page = Client().get(address).content.decode()
    rows, values = (page.count(f'class="{name}"') for name in ("record-title", "facet-value"))
    return f"{rows} + {values}"


def seconds(act):
    """Return how long an act takes."""
    start = processor_seconds()
    act()
    return processor_seconds() - start


def page(query):
    """Return the seconds of a page of agreements; of a search, as if nobody had asked it before."""
    return visit(f"{ADDRESS}?{query}")


def visit(address):
    """Return the seconds of any page, as if nobody had looked for the same before."""
    return answer(address)["seconds"]


def answer(address):
    """Return the status of any page, and its seconds as if nobody had looked for it before."""
    forget()
    start = processor_seconds()
    status = CLIENT.get(address).status_code
    return {"status": status, "seconds": processor_seconds() - start}


def forget():
    """Forget pages that were kept, what earlier searches found, and the names read for them."""
    kept_pages.own.clear()
    live.indexes.forget_searches()
    highlight.kept_streams.cache_clear()


def kept(query):
    """Return the seconds of a page of agreements that was asked for just now."""
    address = f"{ADDRESS}?{query}"
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
    request = RequestFactory().get(f"{ADDRESS}?{query}")
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
        *(build, standard_queries, searches_elsewhere, kinds_of_pages, facts),
        *(page, visit, shown, answer, kept, index, sql, template, edited_page),
    )
}


def main():
    """Answer until nothing more is asked."""
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(ACTS[asked["act"]](asked.get("query", ""))), flush=True)


if __name__ == "__main__":
    main()
