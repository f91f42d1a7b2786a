"""Records for tests: as little as each noun needs, and nothing at random."""

import factory
from factory.django import DjangoModelFactory

from agreements.models import (
    Agreement,
    Alliance,
    Citation,
    Country,
    Event,
    Figure,
    Identifier,
    Institution,
    Link,
    Membership,
    Name,
    Party,
    Person,
    Place,
    Project,
    Proposal,
    Publisher,
    Sector,
    Settlement,
    Source,
    Translation,
)
from agreements.models.settlement import held


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ["code"]

    code = "UZ"
    name = "Uzbekistan"


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    name = factory.Sequence(lambda number: f"Place {number}")
    country = factory.SubFactory(CountryFactory)


class InstitutionFactory(DjangoModelFactory):
    class Meta:
        model = Institution

    name = factory.Sequence(lambda number: f"Institution {number}")
    kind = Institution.Kind.VOCATIONAL_COLLEGE
    country = factory.SubFactory(CountryFactory)


class SectorFactory(DjangoModelFactory):
    class Meta:
        model = Sector

    slug = factory.Sequence(lambda number: f"sector-{number}")
    name = factory.Sequence(lambda number: f"Sector {number}")


class AllianceFactory(DjangoModelFactory):
    class Meta:
        model = Alliance

    name = factory.Sequence(lambda number: f"Alliance {number}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    alliance = factory.SubFactory(AllianceFactory)
    institution = factory.SubFactory(InstitutionFactory)


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    name = factory.Sequence(lambda number: f"Event {number}")
    kind = Event.Kind.CONFERENCE


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    title = factory.Sequence(lambda number: f"Agreement {number}")


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    agreement = factory.SubFactory(AgreementFactory)
    institution = factory.SubFactory(InstitutionFactory)


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = Link

    from_agreement = factory.SubFactory(AgreementFactory)
    kind = Link.Kind.RENEWS
    to_agreement = factory.SubFactory(AgreementFactory)


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    name = factory.Sequence(lambda number: f"Project {number}")
    kind = Project.Kind.WORKSHOP
    agreement = factory.SubFactory(AgreementFactory)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"Person {number}")


class PublisherFactory(DjangoModelFactory):
    class Meta:
        model = Publisher
        django_get_or_create = ["name"]

    name = "iChongqing"


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    title = factory.Sequence(lambda number: f"Source {number}")
    publisher = factory.SubFactory(PublisherFactory)
    language = "en"


class CitationFactory(DjangoModelFactory):
    """A citation about an agreement; about another record with `agreement=None` and that record."""

    class Meta:
        model = Citation

    source = factory.SubFactory(SourceFactory)
    agreement = factory.SubFactory(AgreementFactory)
    claim = "It was signed."


class FigureFactory(DjangoModelFactory):
    """Thirteen agreements of an alliance; of another record with `alliance=None` and it."""

    class Meta:
        model = Figure

    measure = Figure.Measure.AGREEMENTS
    value = 13
    alliance = factory.SubFactory(AllianceFactory)


class NameFactory(DjangoModelFactory):
    """A name of an institution; of another record with `institution=None` and that record."""

    class Meta:
        model = Name

    text = factory.Sequence(lambda number: f"Name {number}")
    language = "en"
    institution = factory.SubFactory(InstitutionFactory)


class TranslationFactory(DjangoModelFactory):
    """A summary of an institution in Russian; of another record with `institution=None` and it."""

    class Meta:
        model = Translation

    text = factory.Sequence(lambda number: f"Перевод {number}")
    language = "ru"
    institution = factory.SubFactory(InstitutionFactory)


class IdentifierFactory(DjangoModelFactory):
    class Meta:
        model = Identifier

    institution = factory.SubFactory(InstitutionFactory)
    scheme = Identifier.Scheme.WIKIDATA
    value = factory.Sequence(lambda number: f"Q{number + 1}")


class SettlementFactory(DjangoModelFactory):
    """What was decided on a status; of another record with `agreement=None` and that record."""

    class Meta:
        model = Settlement

    agreement = factory.SubFactory(AgreementFactory)
    field = "status"
    value = "Signed"
    reason = "The college told so."

    @factory.lazy_attribute
    def held(self):
        [record] = filter(None, (getattr(self, noun, None) for noun in Settlement.SUBJECTS))
        return held(record, self.field)


def factory_of(noun):
    """Return the factory of a noun's records, by the noun's name."""
    made = [found for found in globals().values() if isinstance(found, type)]
    return next(
        found
        for found in made
        if issubclass(found, DjangoModelFactory)
        and found._meta.model
        and found._meta.model._meta.model_name == noun
    )


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = Proposal

    noun = "agreement"
    address = "AG-0001"
    wrong = "Another day is meant."
    form = factory.Sequence(lambda number: f"form{number}")
