"""What sources say about which record."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .agreement import Agreement
from .alliance import Alliance, Membership
from .citation_queries import CitationQuerySet
from .country import Country
from .event import Event
from .figure import Figure
from .filled_links import filled_indexes
from .identifier import Identifier
from .institution import Institution
from .items import ITEMS, item_field
from .link import Link
from .locator import Located, place_constraints
from .name import Name
from .party import Party
from .person import Person
from .place import Place
from .plain_text import validate_line, validate_text
from .project import Project
from .sector import Sector
from .source import Source
from .subjects import AboutOneRecord, one_subject_constraint, subject_field

# The nouns about whose records sources speak.
CITED = {
    "agreement": Agreement,
    "institution": Institution,
    "person": Person,
    "alliance": Alliance,
    "event": Event,
    "project": Project,
    "sector": Sector,
    "country": Country,
    "place": Place,
}


# The links to whoever speaks.
SPEAKERS = ("speaker_person", "speaker_institution")


def citable_fields(noun):
    """Return the names of the fields that a citation may bear on, for a noun such as "event"."""
    return (*CITED[noun].PUBLIC_FIELDS, *attached_fields(noun))


def attached_fields(noun):
    """Return which of names and figures records of a noun have."""
    attached = {"names": Name.SUBJECTS, "figures": Figure.SUBJECTS}
    return [field for field, nouns in attached.items() if noun in nouns]


def owner_link(noun, field):
    """Return by which link each of several values belongs to a record of the noun."""
    return CITED[noun]._meta.get_field(field).field.name


def field_constraint(name, *besides):
    """Return the rule that a row names a field of its record, or one of the words besides."""
    alternatives = (
        Q(**{f"{noun}__isnull": False}, field__in=[*besides, *citable_fields(noun)])
        for noun in CITED
    )
    return models.CheckConstraint(
        name=name,
        condition=reduce(or_, alternatives),
        violation_error_message=_("The record has no such field."),
    )


class Citation(Located, AboutOneRecord):
    """A source speaking about one record, or about one field of it.

    The record holds the value that the editors accept; a citation supports that value or disputes
    it. What speaks of something near it, of another day or of another measure, bears on it and
    counts on neither side. What the register deduced from a source is concluded, and counts as
    nobody's word.
    """

    SUBJECTS = tuple(CITED)

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("Supports")
        DISPUTES = "disputes", _("Disputes")
        BEARS = "bears", _("Bears on it")

    class Basis(models.TextChoices):
        STATED = "stated", pgettext_lazy("basis of a citation", "Stated")
        CONCLUDED = "concluded", _("Concluded")

    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="citations",
        help_text=_("What was published."),
    )
    agreement = subject_field(Agreement, "citations", _("agreement"))
    institution = subject_field(Institution, "citations", _("institution"))
    person = subject_field(Person, "citations", _("person"))
    alliance = subject_field(Alliance, "citations", _("alliance"))
    event = subject_field(Event, "citations", _("event"))
    project = subject_field(Project, "citations", _("project"))
    sector = subject_field(Sector, "citations", _("sector"))
    country = subject_field(Country, "citations", _("country"))
    place = subject_field(Place, "citations", _("place"))
    field = models.CharField(
        _("field"),
        max_length=30,
        blank=True,
        help_text=_("The field it bears on; empty where it speaks of the record as a whole."),
    )
    party = item_field(Party)
    link = item_field(Link)
    membership = item_field(Membership)
    identifier = item_field(Identifier)
    name = item_field(Name)
    figure = item_field(Figure)
    stance = models.CharField(
        _("stance"),
        max_length=10,
        choices=Stance,
        default=Stance.SUPPORTS,
        help_text=_(
            "Whether it supports the register's value, disputes it, or bears on it: speaks of "
            "something near it, of another day or another measure."
        ),
    )
    basis = models.CharField(
        _("basis"),
        max_length=10,
        choices=Basis,
        default=Basis.STATED,
        help_text=_("Whether the source says so, or the register concluded it from what it says."),
    )
    stated_value = models.CharField(
        _("states instead"),
        max_length=300,
        blank=True,
        help_text=_("Where it does not support the register's value: the value that it gives."),
        validators=[validate_line],
    )
    claim = models.TextField(
        _("claim"),
        help_text=_("What the source says there, in the register's own words."),
        validators=[validate_text],
    )
    speaker = models.CharField(
        _("speaker"),
        max_length=200,
        blank=True,
        help_text=_("Whom the source quotes."),
        validators=[validate_line],
    )
    speaker_person = models.ForeignKey(
        Person,
        verbose_name=_("person who speaks"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
        help_text=_("The person, where the register has a record."),
    )
    speaker_position = models.CharField(
        _("position of the speaker"),
        max_length=200,
        blank=True,
        help_text=_("The office in which the speaker spoke."),
        validators=[validate_line],
    )
    speaker_institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution of the speaker"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
        help_text=_("The body for which the speaker spoke."),
    )

    settlement = models.ForeignKey(
        "Settlement",
        verbose_name=_("dispute settled on"),
        null=True,
        db_index=False,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="citations",
        help_text=_("Where it disputes a value: the decision that weighed it."),
    )
    # When an editor last said that it speaks of the value as it stands, though it was changed.
    checked_at = models.DateTimeField(_("checked by an editor"), null=True, editable=False)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            one_subject_constraint("citation_about_one_record", CITED),
            *place_constraints("citation"),
            field_constraint("citation_field_belongs_to_record", ""),
            *(
                models.CheckConstraint(
                    name=f"citation_{item}_among_{field}",
                    condition=Q(**{f"{item}__isnull": True}) | Q(field=field),
                    violation_error_message=_(
                        "To name one of several values, choose the field that holds them."
                    ),
                )
                for field, item in ITEMS.items()
            ),
            models.CheckConstraint(
                name="citation_claim_not_empty",
                condition=~Q(claim=""),
                violation_error_message=_("Say what the source says."),
            ),
            models.CheckConstraint(
                name="citation_in_support_states_nothing_else",
                condition=Q(stated_value="") | ~Q(stance="supports"),
                violation_error_message=_(
                    "A citation that supports a value does not state another one instead."
                ),
            ),
            models.CheckConstraint(
                name="citation_position_needs_speaker",
                condition=~Q(speaker="")
                | Q(speaker_person__isnull=False)
                | Q(speaker_position="", speaker_institution__isnull=True),
                violation_error_message=_("Say who the speaker is."),
            ),
            models.CheckConstraint(
                name="citation_settled_where_it_disputes",
                condition=Q(settlement__isnull=True) | Q(stance="disputes"),
                violation_error_message=_("Only a dispute can be settled."),
            ),
        ]
        indexes = [
            # Few citations dispute a value; whoever looks for open disputes reads these only.
            models.Index(fields=["id"], condition=Q(stance="disputes"), name="citation_disputing"),
            *filled_indexes("citation", [*CITED, *ITEMS.values(), *SPEAKERS, "settlement"]),
        ]

    def __str__(self):
        return self.claim

    @property
    def speaker_name(self):
        """Return who speaks: as the source writes it, or else as the register names the person.

        Empty where nobody does.
        """
        return self.speaker or (self.speaker_person.name if self.speaker_person_id else "")

    @property
    def is_concluded(self):
        return self.basis == self.Basis.CONCLUDED

    @property
    def is_dispute(self):
        """Return whether it says itself that the value is another one."""
        return self.stance == self.Stance.DISPUTES and not self.is_concluded

    @property
    def item(self):
        """Return which one of several values it names, None where it speaks of all of them."""
        return getattr(self, ITEMS[self.field]) if self.field in ITEMS else None

    @property
    def item_key(self):
        """Return the primary key of the one of several values that it names, None of all."""
        return getattr(self, f"{ITEMS[self.field]}_id") if self.field in ITEMS else None
