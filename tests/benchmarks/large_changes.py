"""What readers wait for while a change is taken in: the next page, and all until it is done.

    DATABASE_URL=sqlite:///invented.sqlite3 uv run python -m tests.benchmarks.large_changes

It changes the register that it is run on, which `synthesize` has filled, and does not put it back.
"""

import argparse
import json
from itertools import cycle
from statistics import median
from time import perf_counter

PAGES = (
    "/agreements/",
    "/agreements/?sector=energy&country=CN",
    "/agreements/?q=Tashkent+forestry",
)
QUIET_TURNS = 10
IMPORTED = 50_000
AT_ONCE = 5_000


def timed(client, address):
    """Return the milliseconds until a page is there, and whether it is of the newest revision."""
    from agreements.lists import live  # noqa: PLC0415, Django is set up by then
    from agreements.views import kept_pages  # noqa: PLC0415

    kept_pages.own.clear()
    live.indexes.forget_searches()
    start = perf_counter()
    response = client.get(address)
    assert response.status_code == 200, address
    return 1000 * (perf_counter() - start), "ETag" in response.headers


def retitle():
    """Write one title."""
    from agreements.models import Agreement  # noqa: PLC0415

    agreement = Agreement.objects.order_by("pk").first()
    Agreement.objects.filter(pk=agreement.pk).update(title=f"{agreement.title} anew")


def busiest():
    """Return the institution that is party to most agreements."""
    from django.db.models import Count  # noqa: PLC0415

    from agreements.models import Institution, Party  # noqa: PLC0415

    counted = Party.objects.order_by().values("institution").annotate(number=Count("pk"))
    return Institution.objects.get(pk=counted.order_by("-number")[0]["institution"])


def rename():
    """Write the name of an institution that is party to most agreements."""
    institution = busiest()
    institution.name = f"{institution.name} anew"
    institution.save()


def move():
    """Write another country of that institution."""
    from agreements.models import Country  # noqa: PLC0415

    institution = busiest()
    institution.place = None
    institution.country = Country.objects.exclude(pk=institution.country_id).first()
    institution.save()


def bring_in():
    """Write agreements, each between two institutions, as an import does."""
    from django.db import transaction  # noqa: PLC0415
    from django.db.models import Max  # noqa: PLC0415

    from agreements.models import Agreement, Institution, Party  # noqa: PLC0415

    bodies = list(Institution.objects.order_by("pk").values_list("pk", flat=True)[:5_000])
    last = Agreement.objects.aggregate(last=Max("pk"))["last"]
    with transaction.atomic():
        for start in range(0, IMPORTED, AT_ONCE):
            keys = range(last + 1 + start, last + 1 + start + AT_ONCE)
            Agreement.objects.bulk_create(
                Agreement(pk=key, ref=f"AG-{key}", title=f"Brought in {key}") for key in keys
            )
            Party.objects.bulk_create(
                Party(agreement_id=key, institution_id=bodies[(key + other) % len(bodies)])
                for key in keys
                for other in range(2)
            )


def fold():
    """Fold what was written, as the server's own thread does."""
    from tests.folded import fold_everything  # noqa: PLC0415

    fold_everything()


CHANGES = {
    "one title": [retitle],
    "a name with most agreements": [rename],
    "its move to another country": [move],
    f"{IMPORTED:,} agreements imported": [bring_in],
    "their names folded": [fold],
}


def measured(client, steps):
    """Return the milliseconds of a search right after a change, of all pages until it is taken in,
    and the seconds of that; the search is the last of the pages.
    """
    for step in steps:
        step()
    start, waits = perf_counter(), []
    first, is_newest = timed(client, PAGES[-1])
    addresses = cycle(PAGES)
    while not is_newest:
        wait, is_newest = timed(client, next(addresses))
        waits.append(wait)
    return first, waits or [first], perf_counter() - start


def begin():
    """Return a reader, and the usual milliseconds of each page."""
    import django  # noqa: PLC0415

    django.setup()
    from django.test import Client  # noqa: PLC0415

    from agreements.lists import live  # noqa: PLC0415

    live.prepare()
    client = Client(headers={"host": "localhost"})
    quiet = {address: [] for address in PAGES}
    for address in PAGES * QUIET_TURNS:
        quiet[address].append(timed(client, address)[0])
    return client, {address: median(waits) for address, waits in quiet.items()}


def changes(client, usual):
    """Yield (change, what a reader waits for) for each of the CHANGES.

    That are milliseconds: of the `next` search, which it `usual`ly takes, and the `median`, `most`
    (95 %) and `longest` of all pages until the change was taken in, after `seconds`.
    """
    for name, steps in CHANGES.items():
        first, waits, seconds = measured(client, steps)
        waits.sort()
        yield (
            name,
            {
                "next": first,
                "usual": usual[PAGES[-1]],
                "median": median(waits),
                "most": waits[int(0.95 * len(waits))],
                "longest": waits[-1],
                "seconds": seconds,
            },
        )


def main():
    """Print a table of what readers wait for, or all of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="Print JSON, once all is measured.")
    is_for_programs = parser.parse_args().json
    client, usual = begin()
    if is_for_programs:
        print(json.dumps(dict(changes(client, usual))))
        return
    print("ms of", ", ".join(f"{address} {wait:.0f}" for address, wait in usual.items()))
    print("| change | next search | pages meanwhile: median, 95 %, longest | taken in after, s |")
    print("| --- | ---: | ---: | ---: |")
    for name, found in changes(client, usual):
        told = ", ".join(f"{found[key]:.0f}" for key in ("median", "most", "longest"))
        print(f"| {name} | {found['next']:.0f} | {told} | {found['seconds']:.1f} |", flush=True)


if __name__ == "__main__":
    main()
