"""A register in which each noun has a record or two."""

from agreements.models import Agreement
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    EventFactory,
    FigureFactory,
    InstitutionFactory,
    MembershipFactory,
    NameFactory,
    PartyFactory,
    PlaceFactory,
    ProjectFactory,
    SectorFactory,
    SettlementFactory,
)


def small_register():
    """Make a register in which each noun has a record or two; return those that are edited."""
    agreement, other = AgreementFactory(title="A"), AgreementFactory(title="B", summary="a\nb")
    colleges = [InstitutionFactory() for _ in range(4)]
    for one in (agreement, other):
        for college in colleges[:3]:
            PartyFactory(agreement=one, institution=college)
        CitationFactory(agreement=one, field="title")
    CitationFactory(agreement=agreement, field="parties", party=agreement.parties.first())
    weighed = SettlementFactory(agreement=agreement, field="title", value="A")
    for settlement in (weighed, None):
        CitationFactory(
            agreement=agreement, field="title", stance="disputes", settlement=settlement
        )
    agreement.sectors.set([SectorFactory(), SectorFactory()])
    alliance = AllianceFactory()
    MembershipFactory(alliance=alliance, institution=colleges[0])
    FigureFactory(alliance=alliance)
    NameFactory(institution=colleges[0], language="ru")
    CitationFactory(agreement=None, institution=colleges[0], field="name")
    project = ProjectFactory(agreement=agreement)
    PlaceFactory()
    event = EventFactory()
    Agreement.objects.filter(pk=other.pk).update(event=event)
    return [agreement, agreement, other, project, colleges[0], alliance, event]
