"""Bodies that can be a party to an agreement."""

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from .country import Country
from .filled_links import filled_indexes
from .grades import CitedQuerySet
from .hierarchy import refuse_circle, refuse_other_country
from .ordering import BY_NAME, TextKey
from .place import Place
from .plain_text import validate_line, validate_text
from .refs import Registered, ref_constraint
from .web_address import validate_web_address

IDENTIFIER_FIELDS = ("id", "scheme", "issuer", "value")


class InstitutionQuerySet(CitedQuerySet):
    """Institutions, in the words of the register."""

    def named(self):
        """Institutions that a source calls by name."""
        return self.filter(is_named=True)

    def within(self, places):
        """Institutions in one of the places, or in a part of one: in a district of a city."""
        return self.filter(place__in=Place.objects.within(places))

    def for_rows(self):
        """Institutions with all that a row of a list shows, in a fixed number of queries."""
        return self.select_related("country", "place", "parent")

    def with_identifiers_of(self, institution):
        """Have one institution among these stand once for each of its identifiers.

        They are read by `identifiers_of`: few queries are left for a page.
        """
        own = FilteredRelation("identifiers", condition=Q(identifiers__institution=institution))
        values = {f"identifier_{field}": F(f"own__{field}") for field in IDENTIFIER_FIELDS}
        return self.annotate(own=own).annotate(**values)

    def order_by_name(self, *, descending=False):
        """Order by name, letter by letter in Unicode's order, A-Z taken as a-z."""
        return BY_NAME.arrange(self, descending=descending)


class Institution(Registered):
    """A body that can be a party: a college, an enterprise, a plant, a ministry, a commission.

    One that a source mentions without its name is a record too, so that it can be counted now
    and named later.
    """

    REF_PREFIX = "IN"
    PUBLIC_FIELDS = (
        *("name", "is_named", "kind", "place", "country", "parent", "website", "summary"),
        "identifiers",
    )
    KEY_FIELDS = ("name", "kind", "country")

    class Kind(models.TextChoices):
        VOCATIONAL_COLLEGE = "vocational_college", _("Vocational college")
        TECHNICAL_COLLEGE = "technical_college", _("Technical college")
        VOCATIONAL_SCHOOL = "vocational_school", _("Vocational school")
        UNIVERSITY = "university", _("University")
        RESEARCH_INSTITUTE = "research_institute", _("Research institute")
        TRAINING_CENTRE = "training_centre", _("Training centre")
        ENTERPRISE = "enterprise", _("Enterprise")
        PLANT = "plant", _("Plant of an enterprise")
        MINISTRY = "ministry", _("Ministry")
        PUBLIC_AUTHORITY = "public_authority", _("Commission or other public authority")
        ASSOCIATION = "association", _("Association")
        DEVELOPMENT_BANK = "development_bank", _("Development bank")
        INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
        HOSPITAL = "hospital", _("Hospital")

    class Named(models.TextChoices):
        YES = "yes", _("Named by a source")
        NO = "no", _("Named by no source")

    name = models.CharField(
        _("name"),
        max_length=300,
        help_text=_(
            "As English texts write it; of a body without a name, what it is: "
            "“A local college in Uzbekistan”."
        ),
        validators=[validate_line],
    )
    is_named = models.BooleanField(
        _("named by a source"),
        default=True,
        help_text=_("Whether a source mentions the body by its name."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=30,
        choices=Kind,
        blank=True,
        help_text=_("Empty where no source says."),
    )
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="institutions",
        help_text=_("Empty where it belongs to none, or no source says."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="institutions",
        help_text=_("Its seat."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="branches",
        help_text=_("The body that this one is a part of: a plant's enterprise."),
    )
    website = models.URLField(
        _("website"),
        blank=True,
        help_text=_("Its own address, beginning with https://."),
        validators=[validate_web_address],
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("What it is, in the register's own words."),
        validators=[validate_text],
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        indexes = [
            models.Index(TextKey("name"), name="institution_by_name"),
            *filled_indexes("institution", ["country", "place", "parent"]),
        ]
        constraints = [
            ref_constraint("institution", "IN"),
            models.CheckConstraint(
                name="institution_belongs_to_another",
                condition=~Q(parent=F("id")),
                violation_error_message=_("An institution cannot belong to itself."),
            ),
        ]

    def clean(self):
        refuse_circle(self, "parent")
        refuse_other_country(self, "place", _("That place lies in another country."))
