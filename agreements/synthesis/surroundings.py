"""What agreements need around them: places, sectors, institutions, alliances, events, sources."""

from django.core.management import call_command
from django.utils.text import slugify

from agreements.models import (
    Alliance,
    Citation,
    Country,
    Event,
    Figure,
    Institution,
    Membership,
    Name,
    Place,
    Publisher,
    Sector,
    Source,
)

from . import words
from .coinage import coined, rank
from .draws import Dice, Weighted
from .speakers import people_among, write_people
from .tables import Table, parts

# Those of words.SCRIPTS, as pages are asked for in them.
LANGUAGES = ("en", "zh-hans", "ru", "uz")
# Of a citation of an institution: stance, basis, value stated instead, claim, unit and number of
# the place in the source.
PORTRAIT = {
    "name": ("supports", "stated", "", "It calls it so.", "paragraph", "1"),
    "kind": ("supports", "concluded", "", "Its name says what it is.", "paragraph", "1"),
    "country": ("supports", "stated", "", "It says where it is.", "paragraph", "1"),
}


def gazette_of(city):
    return f"Gazette of {city[0]}"


def address_of(city, number):
    """Return where a gazette of the city has an article of that number."""
    return f"https://www.{slugify(city[0])}.example/news/{number}.html"


class Surroundings:
    """All that a register of so many agreements holds besides them."""

    def __init__(self, agreements, seed):
        self.agreements = agreements
        self.institutions = 40 + agreements // 25
        # On record, one agreement in ten names an alliance or an event of its own; there it ends.
        self.alliances = 1 + min(agreements // 10, 60) + agreements // 3000
        self.events = 1 + min(agreements // 10, 100) + agreements // 400
        self.sources = 20 + agreements // 10
        self.people = people_among(agreements)
        self._dice = Dice(seed)
        # Draws of its own, so that all else is the same whatever things are called.
        self._name_dice = Dice(f"names of {seed}")

    def _write_surroundings(self):
        self._write_geography()
        self._write_sectors()
        self._write_institutions()
        self._write_alliances()
        self._write_events()
        self._write_sources()
        write_people(self.people)
        self._write_portraits()

    def _write_geography(self):
        if not Country.objects.exists():
            call_command("loaddata", "countries", verbosity=0)
        countries = Country.objects.prefetch_related("names").in_bulk(words.COUNTRIES)
        self._cities = []
        for code in words.COUNTRIES:
            own = tuple(countries[code].title_in(language) for language in LANGUAGES)
            for city in words.CITIES.get(code, (own,)):
                self._cities.append((code, city))
        Table(Place, "id", "name", "country_id", "latitude", "longitude").write(
            (number, city[0], code, *words.COORDINATES.get(city[0], (None, None)))
            for number, (code, city) in enumerate(self._cities, 1)
        )
        Table(Name, "place_id", "text", "language").write(
            (number, text, language)
            for number, (_code, city) in enumerate(self._cities, 1)
            for text, language in zip(city[1:], words.SCRIPTS[1:], strict=True)
        )
        by_country = {}
        for number, (code, _city) in enumerate(self._cities, 1):
            by_country.setdefault(code, []).append(number)
        self._places = by_country

    def _write_sectors(self):
        Table(Sector, "id", "slug", "name").write(
            (number, slugify(texts[0]), texts[0]) for number, texts in enumerate(words.SECTORS, 1)
        )
        Table(Name, "sector_id", "text", "language").write(
            (number, text, language)
            for number, texts in enumerate(words.SECTORS, 1)
            for text, language in zip(texts[1:], words.SCRIPTS[1:], strict=True)
        )

    def _write_institutions(self):
        countries = Weighted(words.COUNTRIES)
        kinds = Weighted({kind: weight for kind, (weight, _) in words.INSTITUTION_KINDS.items()})
        table = Table(Institution, "id", "ref", "name", "kind", "country_id", "place_id")
        names = Table(Name, "institution_id", "text", "language")
        for part in parts(self.institutions):
            rows, name_rows = [], []
            for number in part:
                kind, country = kinds.draw(self._dice), countries.draw(self._dice)
                places = self._places[country]
                place = places[self._dice.below(len(places))]
                texts = self._institution_names(kind, place)
                rows.append((number, f"IN-{number:04d}", texts[0], kind, country, place))
                name_rows += [
                    (number, text, language)
                    for text, language in zip(texts[1:], words.SCRIPTS[1:], strict=True)
                ]
            table.write(rows)
            names.write(name_rows)

    def _institution_names(self, kind, place):
        _code, city = self._cities[place - 1]
        sector = words.SECTORS[self._dice.below(len(words.SECTORS))]
        _weight, noun = words.INSTITUTION_KINDS[kind]
        name = self._coin()
        return (
            f"{city[0]} {noun[0]} of {sector[0]} named after {name[0]}",
            f"{city[1]}{name[1]}{sector[1]}{noun[1]}",
            f"{city[2]}: {noun[2]} «{sector[2]}» имени {name[2]}",
            f"{city[3]}, {name[3]} nomidagi «{sector[3]}» {noun[3]}",
        )

    def _write_alliances(self):
        members, figures, rows = [], [], []
        for number in range(1, self.alliances + 1):
            day, precision = self._dice.day()
            city, sector = self._city(), words.SECTORS[self._dice.below(len(words.SECTORS))]
            name = f"{city[0]} {self._coin()[0]} {sector[0]} Alliance"
            rows.append((number, f"AL-{number:04d}", name, day, precision))
            size = 5 + self._dice.below(55)
            bodies = {1 + self._dice.below(self.institutions) for _member in range(size)}
            members += [(number, institution) for institution in sorted(bodies)]
            figures.append((number, "members", size + 10))
        Table(Alliance, "id", "ref", "name", "launched_on", "launched_precision").write(rows)
        Table(Membership, "alliance_id", "institution_id").write(members)
        Table(Figure, "alliance_id", "measure", "value").write(figures)

    def _write_events(self):
        kinds = Event.Kind.values
        table = Table(Event, "id", "ref", "name", "kind", "first_on", "precision", "host_id")
        rows = []
        for number in range(1, self.events + 1):
            kind = kinds[self._dice.below(len(kinds))]
            name = f"{self._city()[0]} {kind} {self._coin()[0]}"
            host = 1 + self._dice.skewed(self.institutions)
            rows.append((number, f"EV-{number:04d}", name, kind, *self._dice.day(), host))
        table.write(rows)

    def _write_sources(self):
        gazettes = {name: number for number, name in enumerate(dict.fromkeys(self._gazettes()), 1)}
        Table(Publisher, "id", "ref", "name").write(
            (number, f"PB-{number:04d}", name) for name, number in gazettes.items()
        )
        self.publishers = len(gazettes)
        day = ("published_on", "published_precision")
        about = ("title", "kind", "publisher_id", *day, "language", "url")
        table = Table(Source, "id", "ref", *about)
        kinds = [*Source.Kind.values, ""]
        for part in parts(self.sources):
            rows = []
            for number in part:
                script = min(self._dice.skewed(8), 3)
                title = self._title(script, "agreement", self._city(), self._city())
                kind = kinds[self._dice.skewed(len(kinds))]
                city = self._city()
                publisher = gazettes[gazette_of(city)]
                day, precision = self._dice.day()
                language, url = words.SCRIPTS[script], address_of(city, number)
                told = (title, kind, publisher, day, precision, language, url)
                rows.append((number, f"SO-{number:04d}", *told))
            table.write(rows)

    def _gazettes(self):
        return (gazette_of(city) for _code, city in self._cities)

    def _write_portraits(self):
        """Write what one source says of each institution, of some no source tells."""
        for part in parts(self.institutions):
            rows = []
            for number in part:
                if self._dice.chance() < 0.9:
                    source = self._source()
                    rows += [(number, source, field, *said) for field, said in PORTRAIT.items()]
            self._citations("institution_id").write(rows)

    def _citations(self, *about):
        """Return the table of citations of records of one noun, or of one of several values."""
        columns = ("field", "stance", "basis", "stated_value", "claim", "locator_unit", "locator")
        return Table(Citation, *about, "source_id", *columns)

    def _source(self):
        return 1 + self._dice.below(self.sources)

    def _city(self):
        return self._cities[self._dice.skewed(len(self._cities))][1]

    def _title(self, script, kind, city, other, sector=0):
        _weight, noun = words.AGREEMENT_KINDS[kind]
        field, name = words.SECTORS[sector][script], self._coin()[script]
        if words.SCRIPTS[script] == "zh-Hans":
            return f"{city[script]}—{other[script]}{name}{field}{noun[script]}"
        return f"{field}: {noun[script]} {name}, {city[script]} – {other[script]}"

    def _coin(self):
        """Return one name or two together that nobody bears, in words.SCRIPTS."""
        numbers = self._name_dice.several((0.5,), lambda: rank(self._name_dice))
        return tuple(" ".join(parts) for parts in zip(*map(coined, numbers), strict=True))
