"""Records of all nouns that are connected with each other, with any number of rows on each."""

from agreements.models import Citation, Figure, Name, Translation
from agreements.nouns import NOUNS
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    EventFactory,
    FigureFactory,
    IdentifierFactory,
    InstitutionFactory,
    LinkFactory,
    MembershipFactory,
    NameFactory,
    PartyFactory,
    PersonFactory,
    PlaceFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
    TranslationFactory,
    factory_of,
)

MEASURES = Figure.Measure.values
HUB = (
    *("agreement", "institution", "alliance", "event", "project"),
    *("person", "sector", "country", "place", "source"),
)


def hub():
    """Return one record of each noun, connected with each other, for others to be tied to."""
    place = PlaceFactory(name="Tashkent", latitude=41.3, longitude=69.3)
    college = InstitutionFactory(name="College", place=place)
    alliance = AllianceFactory(name="College alliance", guided_by=college)
    conference = EventFactory(name="College conference", host=college, place=place)
    event = EventFactory(name="College day", host=college, place=place, part_of=conference)
    sector = SectorFactory(slug="forestry", name="College forestry")
    agreement = AgreementFactory(title="College agreement", event=event)
    agreement.sectors.add(sector)
    agreement.alliances.add(alliance)
    PartyFactory(agreement=agreement, institution=college)
    project = ProjectFactory(
        name="College project", agreement=agreement, alliance=alliance, host=college, place=place
    )
    others = {noun: factory_of(noun)() for noun in NOUNS if noun not in HUB}
    return {
        **others,
        "agreement": agreement,
        "institution": college,
        "person": PersonFactory(name="College speaker"),
        "alliance": alliance,
        "event": event,
        "project": project,
        "sector": sector,
        "country": college.country,
        "place": place,
        "source": SourceFactory(title="College news"),
    }


def tie(records, number):
    """Tie one more row of every kind to each record that has room for it."""
    body = InstitutionFactory(
        name=f"College {number}", parent=records["institution"], place=records["place"]
    )
    other = AgreementFactory(title=f"College agreement {number}", event=records["event"])
    other.sectors.add(records["sector"], SectorFactory())
    other.alliances.add(records["alliance"])
    for institution in (records["institution"], body):
        PartyFactory(agreement=other, institution=institution)
    PartyFactory(agreement=records["agreement"], institution=body)
    for start, end in ((other, records["agreement"]), (records["agreement"], AgreementFactory())):
        link = LinkFactory(from_agreement=start, to_agreement=end)
        CitationFactory(agreement=start, field="links", link=link)
    identifier = IdentifierFactory(institution=records["institution"])
    CitationFactory(
        agreement=None,
        institution=records["institution"],
        field="identifiers",
        identifier=identifier,
    )
    MembershipFactory(alliance=records["alliance"], institution=body)
    MembershipFactory(alliance=AllianceFactory(), institution=records["institution"])
    EventFactory(host=records["institution"], place=records["place"], part_of=records["event"])
    ProjectFactory(
        agreement=records["agreement"], alliance=records["alliance"], host=records["institution"]
    )
    PlaceFactory(parent=records["place"], country=records["country"])
    SourceFactory().written_by.add(records["person"])
    records["source"].written_by.add(PersonFactory(name=f"College author {number}"))
    nothing = {"agreement": None, "alliance": None, "institution": None}
    for noun in NOUNS:
        if noun not in Citation.SUBJECTS:
            continue
        about = {**nothing, noun: records[noun]}
        CitationFactory(
            **about,
            source=records["source"],
            speaker=f"Speaker {number}",
            speaker_person=records["person"],
            speaker_position=f"Position {number}",
            speaker_institution=records["institution"],
        )
        if noun in Name.SUBJECTS:
            NameFactory(**about)
        if noun in Translation.SUBJECTS:
            TranslationFactory(**about, language=f"{chr(97 + number // 26)}{chr(97 + number % 26)}")
        if noun in Figure.SUBJECTS:
            FigureFactory(**about, measure=MEASURES[number % len(MEASURES)])
