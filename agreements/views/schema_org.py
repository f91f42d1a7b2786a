"""Records in the words of schema.org, which machines read; never more than the register knows."""

from django.urls import reverse

from agreements.models import Institution, Source

UNIVERSITY = "CollegeOrUniversity"
SCHOOL = "EducationalOrganization"
GOVERNMENT = "GovernmentOrganization"
# Bodies of the other kinds are an Organization: schema.org has no word for them.
TYPES_OF_INSTITUTIONS = {
    Institution.Kind.VOCATIONAL_COLLEGE: UNIVERSITY,
    Institution.Kind.TECHNICAL_COLLEGE: UNIVERSITY,
    Institution.Kind.UNIVERSITY: UNIVERSITY,
    Institution.Kind.VOCATIONAL_SCHOOL: SCHOOL,
    Institution.Kind.TRAINING_CENTRE: SCHOOL,
    Institution.Kind.RESEARCH_INSTITUTE: "ResearchOrganization",
    Institution.Kind.MINISTRY: GOVERNMENT,
    Institution.Kind.PUBLIC_AUTHORITY: GOVERNMENT,
    Institution.Kind.HOSPITAL: "Hospital",
}
# Sources of the other kinds, or of none, are a CreativeWork.
TYPES_OF_SOURCES = {
    Source.Kind.NEWS: "NewsArticle",
    Source.Kind.ANNOUNCEMENT: "Article",
    Source.Kind.DOCUMENT: "DigitalDocument",
}
ISCED = {"@type": "DefinedTermSet", "name": "ISCED-F 2013"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def known(pairs):
    """Return a dictionary without what is not known."""
    return {name: value for name, value in pairs.items() if value}


def in_languages(names):
    """Return (language, text) pairs as JSON-LD has texts of a language."""
    return [{"@language": language, "@value": text} for language, text in names]


def address_of(country, place=None):
    """Return the PostalAddress of a body or an event, as far as it is known; None where it is not.

    A place lies in its own country, whatever country the body belongs to.
    """
    code = place.country_id if place else country and country.code
    if not code:
        return None
    return known(
        {
            "@type": "PostalAddress",
            "addressLocality": place and place.name,
            "addressCountry": code,
        }
    )


def location(place):
    """Return the Place at which something is, None where no source says."""
    return place and {"@type": "Place", "name": place.name, "address": address_of(None, place)}


def named(institution):
    """Return the type and name of a body; of one that no source names, what it is."""
    word = "name" if institution.is_named else "description"
    kind = TYPES_OF_INSTITUTIONS.get(institution.kind, "Organization")
    return {"@type": kind, word: institution.name}


class Describer:
    """Describes records for machines; `absolute` makes an absolute address of a local one.

    `context` is that of the record's page: what the page has loaded, and nothing else, is told.
    """

    def __init__(self, absolute):
        self.absolute = absolute

    def describe(self, record, context):
        """Return the JSON-LD of a record."""
        words = getattr(self, record._meta.model_name)(record, context)
        address = self.absolute(record.get_absolute_url())
        other_names = [(name.language, name.text) for name in context.get("names", ())]
        return known(
            {
                "@context": "https://schema.org",
                "@id": address,
                "mainEntityOfPage": address,
                "identifier": getattr(record, "ref", ""),
                "alternateName": in_languages(other_names),
                "description": getattr(record, "summary", ""),
                **words,
            }
        )

    def register(self, name, description):
        """Return the JSON-LD of the register itself."""
        search = self.absolute(reverse("agreements:search"))
        return {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": name,
            "description": description,
            "url": self.absolute(reverse("agreements:home")),
            "license": LICENCE,
            "potentialAction": {
                "@type": "SearchAction",
                "target": search + "?q={search_term_string}",
                "query-input": "required name=search_term_string",
            },
        }

    def body(self, institution):
        """Return an institution as another record mentions it."""
        return {"@id": self.absolute(institution.get_absolute_url()), **named(institution)}

    def agreement(self, agreement, context):
        """Return an agreement: a document, or a collection of those that it stands for."""
        is_one = agreement.stands_for == 1
        return {
            "@type": "CreativeWork" if is_one else "Collection",
            "collectionSize": None if is_one else agreement.stands_for,
            "name": agreement.title,
            "genre": agreement.get_kind_display(),
            "dateCreated": agreement.signed.iso,
            "about": [sector.name for sector in agreement.sectors.all()],
            "contributor": [self.body(party.institution) for party in agreement.parties.all()],
            "citation": [self.publication(source) for source in context["evidence"].sources],
        }

    def institution(self, institution, _context):
        """Return an institution under the most fitting sort of Organization."""
        return {
            **named(institution),
            "url": institution.website,
            "address": address_of(institution.country, institution.place),
            "parentOrganization": institution.parent and self.body(institution.parent),
        }

    def alliance(self, alliance, _context):
        """Return an alliance: an Organization whose members are others."""
        return {
            "@type": "Organization",
            "name": alliance.name,
            "foundingDate": alliance.launched.iso,
        }

    def event(self, event, _context):
        """Return an event with its days, no more exact than they are known."""
        return {
            "@type": "Event",
            "name": event.name,
            "startDate": event.first_day.iso,
            "endDate": event.last_day.iso,
            "location": location(event.place),
            "superEvent": event.part_of
            and {
                "@type": "Event",
                "@id": self.absolute(event.part_of.get_absolute_url()),
                "name": event.part_of.name,
            },
        }

    def project(self, project, _context):
        """Return a project, which schema.org counts among the Organizations."""
        return {
            "@type": "Project",
            "name": project.name,
            "foundingDate": project.started.iso,
            "location": location(project.place),
        }

    def sector(self, sector, _context):
        """Return a sector with its code in UNESCO's classification."""
        return {
            "@type": "DefinedTerm",
            "name": sector.name,
            "termCode": sector.isced_code,
            "inDefinedTermSet": sector.isced_code and ISCED,
        }

    def country(self, country, _context):
        """Return a country under its names."""
        names = {"zh-Hans": country.name_zh_hans, "uz": country.name_uz, "ru": country.name_ru}
        return {
            "@type": "Country",
            "name": country.name_en,
            "identifier": country.code,
            "alternateName": in_languages(names.items()),
        }

    def source(self, source, _context):
        """Return a source as those that cite it tell of it."""
        return self.publication(source)

    def publication(self, source):
        """Return a source as its own page and those that cite it tell of it."""
        return known(
            {
                "@type": TYPES_OF_SOURCES.get(source.kind, "CreativeWork"),
                "@id": self.absolute(source.get_absolute_url()),
                "name": source.title,
                "author": source.author,
                "publisher": {"@type": "Organization", "name": source.publisher},
                "datePublished": source.published.iso,
                "inLanguage": source.language,
                "url": source.url,
            }
        )
