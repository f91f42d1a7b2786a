"""How tests merge records, and hang on one all that can hang on it."""

from agreements.changes.edits import edit
from agreements.editing.merging import merge
from agreements.models import Citation, Name, Translation
from tests.changes.moments import copies, without_moments
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
    PublisherFactory,
    SectorFactory,
    SettlementFactory,
    SourceFactory,
    TranslationFactory,
    factory_of,
)


def merged(lost, kept, sides=None):
    """Merge two records as an editor does, and return the edit."""
    both = [type(record).objects.get(pk=record.pk) for record in (lost, kept)]
    with edit("Anora", "They are one.") as made:
        merge(*both, sides)
    return made


def tables():
    return without_moments(copies())


def pair(noun):
    if noun == "publisher":
        return [PublisherFactory(name=name) for name in ("Daily", "The Daily")]
    return [factory_of(noun)() for _number in range(2)]


def hang_on_agreement(agreement):
    PartyFactory(agreement=agreement)
    agreement.sectors.add(SectorFactory())
    agreement.alliances.add(AllianceFactory())
    LinkFactory(from_agreement=agreement)
    LinkFactory(to_agreement=agreement)
    ProjectFactory(agreement=agreement)
    FigureFactory(alliance=None, agreement=agreement)
    FigureFactory().leaves_out.add(agreement)


def hang_on_institution(body):
    PartyFactory(institution=body)
    MembershipFactory(institution=body)
    InstitutionFactory(parent=body)
    EventFactory(host=body)
    ProjectFactory(host=body)
    AllianceFactory(guided_by=body)
    PublisherFactory(name="Of its own", institution=body)
    CitationFactory(speaker="S", speaker_institution=body)
    IdentifierFactory(institution=body)


def hang_on_place(place):
    PlaceFactory(parent=place)
    InstitutionFactory(place=place)
    EventFactory(place=place)
    ProjectFactory(place=place)


def hang_on_alliance(alliance):
    MembershipFactory(alliance=alliance)
    AgreementFactory().alliances.add(alliance)
    ProjectFactory(alliance=alliance)
    FigureFactory(alliance=alliance)


def hang_on_event(event):
    AgreementFactory(event=event)
    EventFactory(part_of=event)
    FigureFactory(alliance=None, event=event)


def hang_on_person(person):
    CitationFactory(speaker_person=person)
    SourceFactory().written_by.add(person)


def hang_on_source(source):
    CitationFactory(source=source)
    SourceFactory(reprints=source)
    source.written_by.add(PersonFactory())


def hang_on_sector(sector):
    AgreementFactory().sectors.add(sector)


HANG = {
    "agreement": hang_on_agreement,
    "alliance": hang_on_alliance,
    "event": hang_on_event,
    "institution": hang_on_institution,
    "person": hang_on_person,
    "place": hang_on_place,
    "project": lambda project: FigureFactory(alliance=None, project=project),
    "publisher": lambda publisher: SourceFactory(publisher=publisher),
    "sector": hang_on_sector,
    "source": hang_on_source,
}


def hang(record):
    """Have all that can hang on a record hang on it."""
    noun = record._meta.model_name
    HANG[noun](record)
    if noun in Name.SUBJECTS:
        NameFactory(**{"institution": None, noun: record})
    if noun in Translation.SUBJECTS:
        TranslationFactory(**{"institution": None, noun: record})
    if noun in Citation.SUBJECTS:
        about = {"agreement": None, noun: record}
        CitationFactory(**about)
        decision = SettlementFactory(**about, field=record.TITLE_FIELD)
        CitationFactory(
            **about,
            field=record.TITLE_FIELD,
            stance="disputes",
            stated_value="Another",
            settlement=decision,
        )
