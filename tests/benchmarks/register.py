"""Measures the pages of one register; run by `pages.py`, one process for each register.

It prints JSON: what the index costs, and for each standard query what the page, the index, the same
counts in SQL and the template alone take.
"""

import ctypes
import gc
import json
import os
import sys
from pathlib import Path
from time import perf_counter

import django

django.setup()

from django.db import connection  # noqa: E402, Django is not ready before
from django.http import QueryDict  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from agreements.filters import AgreementFilter  # noqa: E402
from agreements.index import live  # noqa: E402
from agreements.index.results import select_in_sql  # noqa: E402
from agreements.models import Agreement  # noqa: E402
from agreements.views.agreements import AgreementList  # noqa: E402
from tests.benchmarks.timing import summary, times  # noqa: E402

ADDRESS = "/agreements/"


def memory():
    """Return the bytes of memory that this process holds, unused ones given back."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def build():
    """Build the index; return its seconds for a million agreements and bytes for each."""
    count = Agreement.objects.count()
    before, start = memory(), perf_counter()
    with live.agreements.in_step():
        seconds = perf_counter() - start
    held = memory() - before
    return {
        "agreements": count,
        "build_seconds": seconds,
        "build_seconds_per_million": seconds * 1e6 / count,
        "bytes_per_agreement": held / count,
    }


def standard_queries():
    """Return {name: query of the address}: the same questions at every size."""
    counts = select("").counts
    texts = {
        facet.parameter: [
            value.text
            for key in sorted(counts[facet.parameter], key=counts[facet.parameter].get)[::-1]
            for value in facet.show([key])
        ]
        for facet in AgreementFilter.facets
    }
    sector, country = texts["sector"], texts["country"]
    last = -(-Agreement.objects.count() // 25)
    narrow = next(
        query
        for first in reversed(sector)
        for second in reversed(country)
        if select(query := f"sector={first}&country={second}").total
    )
    return {
        "no filter": "",
        "broad sector": f"sector={sector[0]}",
        "broad country": f"country={country[0]}",
        "narrow pair": narrow,
        "or of seven": "&".join(
            [f"sector={text}" for text in sector[1:5]] + [f"country={text}" for text in country[:3]]
        ),
        "four facets": f"sector={sector[0]}&country={country[0]}"
        f"&kind={texts['kind'][0]}&status={texts['status'][0]}",
        "three years": "year=2019&year=2020&year=2021",
        "one institution": f"institution={texts['institution'][0]}",
        "by title": f"sort=title&page={max(1, last // 2)}",
        "page 400": f"page={min(400, last)}",
        "last page": f"page={last}",
    }


def chosen(query):
    """Return the filterset and the Selection of a query."""
    data = QueryDict(query)
    filterset = AgreementFilter(data, Agreement.objects.all())
    return filterset, filterset.selection.at_page(int(data.get("page", 1)))


def select(query):
    """Return what the index answers."""
    return live.agreements.select(chosen(query)[1])


def measure(query):
    """Return the times of a query's page, of its parts, and of what could stand in their place."""
    client = Client()
    filterset, selection = chosen(query)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{ADDRESS}?{query}").status_code == 200
    request = RequestFactory().get(f"{ADDRESS}?{query}")
    view = AgreementList()
    view.setup(request)
    context = view.get_context_data()
    template = get_template(view.get_template_names()[0])
    return {
        "total": live.agreements.select(selection).total,
        "queries": len(captured),
        "page": summary(times(lambda: client.get(f"{ADDRESS}?{query}"))),
        "index": summary(times(lambda: live.agreements.select(selection))),
        "template": summary(times(lambda: template.render(context, request))),
        "sql": summary(times(lambda: select_in_sql(filterset, selection), repeat=5)),
    }


def measure_edit():
    """Return the time of a page right after an edit, and of the same page without one."""
    client = Client()
    agreement = Agreement.objects.get(pk=1 + Agreement.objects.count() // 2)
    after, unchanged = [], []
    for number in range(20):
        agreement.title = f"{agreement.title[:100]} {number}"
        agreement.save()
        for taken in (after, unchanged):
            start = perf_counter()
            client.get(ADDRESS)
            taken.append(perf_counter() - start)
    return {"after_edit": summary(after[1:]), "unchanged": summary(unchanged[1:])}


def main():
    """Print the JSON of the register that DATABASE_URL names."""
    report = build()
    report["queries"] = {
        name: {"query": query, **measure(query)} for name, query in standard_queries().items()
    }
    report["edit"] = measure_edit()
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main()
