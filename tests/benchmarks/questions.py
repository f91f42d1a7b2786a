"""What a register of any size is asked: the same questions, chosen by the same rules."""

from urllib.parse import urlencode, urlsplit

from django.db.models import Count
from django.http import QueryDict

from agreements.lists import live
from agreements.lists.filters import RegisterFilter
from agreements.models import Agreement, Institution, Place, Source
from agreements.nouns import AGREEMENT

TENTH = "a tenth"
FREQUENT = (
    "of named after University Vocational Technical College Company workshop China training "
    "Tashkent"
)


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
