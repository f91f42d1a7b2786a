"""What tables of a release hold, in words, and columns for which forms need no help."""

from django.db.models import Field
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

# By the name of the model, which is that of the table.
TABLES = {
    "agreement": _("Agreements: written undertakings to cooperate."),
    "agreement_alliances": _("Within which alliances an agreement was made."),
    "agreement_sectors": _("Which fields of work an agreement serves."),
    "alias": _("Former addresses of records, which lead on to them: of merged and renamed ones."),
    "alliance": _("Alliances: standing bodies of institutions."),
    "citation": _("Statements: what a source says about a record, or about one field of it."),
    "country": _("Countries and territories of ISO 3166-1."),
    "distinct": _("Pairs of records that look like one and are two, as the editors found."),
    "event": _("Events: conferences, visits and other days on which bodies met."),
    "figure": _("Numbers that somebody stated about a record, with their bounds as stated."),
    "figure_leaves_out": _("Agreements that are listed here and that a number does not count."),
    "identifier": _("What others know institutions by: schemes, their values, and who gives them."),
    "institution": _("Institutions: bodies that can be parties to an agreement."),
    "link": _("Relations between agreements: which one implements, renews, amends or replaces."),
    "membership": _("Which institution is in which alliance."),
    "name": _("Other names of records: in other languages, shorter, or former."),
    "party": _("Which institution takes part in which agreement."),
    "person": _("People who speak for a body, or write what is published."),
    "place": _("Places: cities, districts and regions."),
    "project": _("Projects: what an agreement or an alliance brings about."),
    "publisher": _("Publishers: who answers for sources, one record a voice."),
    "refcounter": _("The highest number given to records of each kind, deleted ones included."),
    "sector": _("Sectors: the fields of work that agreements serve."),
    "settlement": _("How the editors decided disputes between sources, and why."),
    "source": _("Sources: what was published, and is cited."),
    "source_written_by": _("Which people wrote a source."),
    "translation": _("Summaries in other languages, as the register itself translated them."),
}
# By the name of the column, wherever it stands.
COLUMNS = {
    "checked_at": _("When an editor last found that it speaks of the value as it stands."),
    "held": _("The value on which it was settled, by columns and rows of the database, as JSON."),
    "id": _("The number of the row, which is given once; of two rows the younger has the higher."),
    "last": _("The highest number given; one up to it that no record bears was deleted or merged."),
    "prefix": _("The letters with which numbers of this kind of record begin."),
    "ref": _("The number of the record, which is given once and never again."),
    "row": _("The number of the row in the database; of two rows the younger has the higher."),
    "settled_at": _("When the editors decided."),
    "updated_at": _("When the record was last changed."),
}
LINK = _("The record of another table that the row belongs to: %(noun)s.")
LINK_OR_NOTHING = _("The record that the row is about, where it is about this: %(noun)s.")
SCHEMA_ORG = "https://schema.org/"
# Columns that mean what a word of schema.org means, by table and column.
TERMS = {
    ("agreement", "title"): "name",
    ("agreement", "summary"): "abstract",
    ("agreement", "updated_at"): "dateModified",
    ("alliance", "name"): "name",
    ("alliance", "launched_on"): "foundingDate",
    ("event", "name"): "name",
    ("event", "first_on"): "startDate",
    ("event", "last_on"): "endDate",
    ("event", "part_of"): "superEvent",
    ("event", "host"): "organizer",
    ("event", "place"): "location",
    ("institution", "name"): "name",
    ("institution", "parent"): "parentOrganization",
    ("institution", "place"): "location",
    ("institution", "website"): "url",
    ("name", "text"): "alternateName",
    ("name", "language"): "inLanguage",
    ("person", "name"): "name",
    ("place", "name"): "name",
    ("place", "latitude"): "latitude",
    ("place", "longitude"): "longitude",
    ("place", "parent"): "containedInPlace",
    ("publisher", "name"): "name",
    ("source", "title"): "headline",
    ("source", "publisher"): "publisher",
    ("source", "published_on"): "datePublished",
    ("source", "language"): "inLanguage",
    ("source", "url"): "url",
    ("source", "archived_url"): "archivedAt",
    ("translation", "text"): "abstract",
    ("translation", "language"): "inLanguage",
}


def meaning(name: str, field: Field) -> str:
    """Return the sentence that says what a column of that name holds; empty where nobody wrote one.

    It is the one that helps who fills in the field, where there is one.
    """
    if field.help_text or name in COLUMNS:
        return str(field.help_text or COLUMNS[name])
    if not field.many_to_one:
        return ""
    sentence = LINK_OR_NOTHING if field.null else LINK
    return str(sentence) % {"noun": field.related_model._meta.verbose_name}


# The columns are kept, and are told in the language of each page.
meaning_lazily = lazy(meaning, str)


def term(table: str, column: str) -> str:
    """Return the address of a term of another vocabulary that means the same; empty without one."""
    word = TERMS.get((table, column), "")
    return f"{SCHEMA_ORG}{word}" if word else ""
