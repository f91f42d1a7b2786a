"""Addresses that ask for as much as they may: each must be answered within a second."""

from urllib.parse import urlencode

LISTS = (
    *("agreements", "institutions", "people", "alliances", "events", "projects", "sources"),
    *("publishers", "sectors", "countries"),
)
MOST_VALUES = 50
YEARS = range(1980, 1980 + MOST_VALUES)
NUMBERS = range(1, MOST_VALUES + 1)
WORDS = "college agreement university technology vocational cooperation institute education"
CHOSEN = {
    "institution": [f"IN-{number:04}" for number in NUMBERS],
    "partners": [f"IN-0001-IN-{number + 1:04}" for number in NUMBERS],
    "corridor": [f"CN-{code}" for code in ("UZ", "KZ", "KG", "TJ", "TM", "RU", "XX")],
    "place": NUMBERS,
    "event": [f"EV-{number:04}" for number in NUMBERS],
    "alliance": [f"AL-{number:04}" for number in NUMBERS],
    "sector": [f"forestri{number}" for number in NUMBERS],
    "country": [f"Z{number}" for number in NUMBERS],
    "year": YEARS,
    "in_force": ["yes", "no", "not-known"],
    "heard": ["lately", "long-ago", "not-known"],
}
QUERIES = {
    **{name: urlencode({name: values}, doseq=True) for name, values in CHOSEN.items()},
    "all of them": urlencode(
        {name: list(values)[: MOST_VALUES // len(CHOSEN)] for name, values in CHOSEN.items()},
        doseq=True,
    ),
    "unknown names": urlencode({f"contry{number}": "x" for number in range(900)}),
    "nothing stated": "sector=not-stated&country=not-stated&place=not-stated&year=undated",
    "an earlier day": "as_of=2020-01-01",
    "a day": "in_force=yes&on=2019-02-28&sort=title",
    "a long page": "page_size=100&sort=title&page=150",
    "charts": f"view=charts&{urlencode({'q': WORDS})}",
    "words": urlencode({"q": WORDS, "page_size": 100}),
}
DATA = {
    "all counts": ".json?page_size=0&facets=all",
    "statements": ".json?page_size=100&rows=statements",
    "a citation": ".bib?year=2014-2022",
    "a drawing": ".svg?chart=sectors",
    "numbers": ".csv?chart=sectors-by-year",
    "a feed": ".atom?",
    "linked data": ".jsonld?page_size=100",
}
OTHERS = (
    "/",
    "/ru/",
    "/about/",
    "/coverage/",
    "/data/codebook/",
    "/data/catalog.jsonld",
    "/openapi.json",
    "/sitemap.xml",
    "/changes.json?since=0",
    "/countries/?compare=CN&compare=UZ&compare=KZ",
    "/sectors/?sort=-agreements",
    "/countries/CN/",
    f"/reconcile/suggest/entity?{urlencode({'prefix': WORDS})}",
)


def addresses():
    """Yield (name, address) of all that is asked."""
    for noun in LISTS:
        for name, query in QUERIES.items():
            yield name, f"/{noun}/?{query}"
            yield f"{name}, as a feed", f"/{noun}.atom?{query}"
        for name, end in DATA.items():
            yield name, f"/{noun}{end}"
    for address in OTHERS:
        yield "other", address
