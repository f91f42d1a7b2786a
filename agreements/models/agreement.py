"""Written undertakings to cooperate."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .alliance import Alliance
from .days import first_day_constraint, precision_field, sensible_day_constraint
from .event import Event
from .filled_links import filled_indexes
from .grades import CitedQuerySet
from .institution import Institution
from .numbers import LARGEST
from .ordering import BY_SIGNED, BY_TITLE, BY_UPDATED, TextKey
from .party import Party
from .plain_text import validate_line, validate_text
from .refs import Registered, ref_constraint
from .sector import Sector
from .term import InForce, in_force_expression, term_constraints


class AgreementQuerySet(CitedQuerySet):
    """Agreements, in the words of the register."""

    def for_page(self):
        """Agreements with all that a record's page shows of them, in a fixed number of queries."""
        parties = Party.objects.select_related("institution__country", "institution__place")
        return self.select_related("event").prefetch_related(
            "sectors", "alliances", models.Prefetch("parties", parties)
        )

    def order_by_signed(self, *, newest_first=True):
        """Order by the day of signing; agreements whose day is not known come last."""
        return BY_SIGNED.arrange(self, descending=newest_first)

    def order_by_title(self, *, descending=False):
        """Order by title, letter by letter in Unicode's order, A-Z taken as a-z."""
        return BY_TITLE.arrange(self, descending=descending)

    def order_by_updated(self, *, newest_first=True):
        """Order by the moment of the last edit."""
        return BY_UPDATED.arrange(self, descending=newest_first)

    def with_in_force(self, on=None):
        """Add `in_force`: whether the term covers a day, today by default; see InForce."""
        return self.annotate(in_force=in_force_expression(on))

    def in_force(self, on=None):
        """Agreements that are certainly in force on a day, today by default."""
        return self.alias(in_force_then=in_force_expression(on)).filter(in_force_then=InForce.YES)

    def collective(self):
        """Records that stand for several agreements, which a source counts without describing."""
        return self.filter(stands_for__gt=1)

    def count_stood_for(self):
        """Return how many agreements these records stand for: at least as many as the records."""
        return self.aggregate(total=models.Sum("stands_for"))["total"] or 0


class Agreement(Registered):
    """A written undertaking to cooperate, made by two or more institutions.

    Where a source counts agreements without describing them, one record stands for all of them.
    """

    REF_PREFIX = "AG"
    TITLE_FIELD = "title"
    DAYS = {
        "signed_on": "signed_precision",
        "starts_on": "starts_precision",
        "ends_on": "ends_precision",
    }
    AGREED_DAYS = ("starts_on", "ends_on")
    TOLD_WITH = {"is_open_ended": "ends_on", "serves_all_sectors": "sectors"}
    IN_PLACE_OF = {"ends_on": "is_open_ended"}
    PUBLIC_FIELDS = (
        "title",
        "kind",
        "status",
        "signed_on",
        "starts_on",
        "ends_on",
        "summary",
        "stands_for",
        "event",
        "sectors",
        "alliances",
        "parties",
        "links",
    )
    TRIVIAL = {"stands_for": 1}
    KEY_FIELDS = ("parties", "signed_on", "status", "sectors")

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("Agreement")
        FRAMEWORK = "framework", _("Framework agreement")
        MEMORANDUM = "memorandum", _("Memorandum of understanding")
        JOINT_COLLEGE = "joint_college", _("Agreement on a joint college")
        JOINT_CENTRE = "joint_centre", _("Agreement on a joint centre")
        BAN_MO_COLLEGE = "ban_mo_college", _("Agreement on a Ban-Mo college")
        WORKSHOP = "workshop", _("Agreement on a workshop")
        TRAINING = "training", _("Training agreement")
        GRANT = "grant", _("Grant agreement")
        DONATION = "donation", _("Deed of donation")
        DONOR_PROJECT = "donor_project", _("Donor project")
        ALLIANCE = "alliance", _("Founding of an alliance")

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("status of an agreement", "Planned")
        SIGNED = "signed", _("Signed")
        OPERATING = "operating", pgettext_lazy("status of an agreement", "In operation")
        COMPLETED = "completed", pgettext_lazy("status of an agreement", "Completed")
        ENDED = "ended", pgettext_lazy("status of an agreement", "Ended early")

    title = models.CharField(
        _("title"),
        max_length=300,
        help_text=_("What it brings about, in a few words."),
        validators=[validate_line],
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        default=Kind.AGREEMENT,
        help_text=_("What sort of undertaking it is."),
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=Status,
        default=Status.SIGNED,
        help_text=_("The latest that a source confirms."),
    )
    signed_on = models.DateField(
        _("signed on"), null=True, blank=True, help_text=_("Empty where no source gives a day.")
    )
    signed_precision = precision_field()
    starts_on = models.DateField(
        _("first day of the term"),
        null=True,
        blank=True,
        help_text=_("From when on it holds; the day of signing only where a source says so."),
    )
    starts_precision = precision_field()
    ends_on = models.DateField(
        _("last day of the term"),
        null=True,
        blank=True,
        help_text=_("Empty where no end was agreed, or where it is not known."),
    )
    ends_precision = precision_field()
    is_open_ended = models.BooleanField(
        _("open end"),
        default=False,
        help_text=_("No end was agreed: it runs until somebody ends it."),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("What was agreed, in the register's own words."),
        validators=[validate_text],
    )
    stands_for = models.PositiveIntegerField(
        _("stands for"),
        default=1,
        validators=[MaxValueValidator(LARGEST)],
        help_text=_("1, or the number of agreements that a source counts without describing them."),
    )
    serves_all_sectors = models.BooleanField(
        _("each serves all sectors"),
        default=False,
        help_text=_("Where it stands for several: each of them serves all of its sectors."),
    )
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
        help_text=_("Where it was signed."),
    )
    sectors = models.ManyToManyField(
        Sector,
        verbose_name=_("sectors"),
        blank=True,
        related_name="agreements",
        help_text=_("The fields of work that it serves."),
    )
    alliances = models.ManyToManyField(
        Alliance,
        verbose_name=_("alliances"),
        blank=True,
        related_name="agreements",
        help_text=_("Alliances within which it was made."),
    )
    institutions = models.ManyToManyField(
        Institution, through="Party", related_name="agreements", verbose_name=_("institutions")
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = [F("signed_on").desc(nulls_last=True), "-id"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = [
            models.Index(fields=["signed_on"], name="agreement_by_signed_on"),
            models.Index(fields=["updated_at"], name="agreement_by_updated_at"),
            models.Index(TextKey("title"), "id", name="agreement_by_title"),
            *filled_indexes("agreement", ["event"]),
        ]
        constraints = [
            ref_constraint("agreement", "AG"),
            first_day_constraint(
                "agreement_signed_on_within_precision", "signed_on", "signed_precision"
            ),
            first_day_constraint(
                "agreement_starts_on_within_precision", "starts_on", "starts_precision"
            ),
            first_day_constraint("agreement_ends_on_within_precision", "ends_on", "ends_precision"),
            sensible_day_constraint(
                "agreement_days_within_centuries", "signed_on", "starts_on", "ends_on"
            ),
            *term_constraints("agreement"),
            models.CheckConstraint(
                name="agreement_stands_for_one_or_more",
                condition=Q(stands_for__gte=1),
                violation_error_message=_("A record stands for at least one agreement."),
            ),
            models.CheckConstraint(
                name="agreement_stands_for_not_past_32_bits",
                condition=Q(stands_for__lte=LARGEST),
                violation_error_message=_("A number has at most ten digits: 2,147,483,647."),
            ),
        ]

    @property
    def signed(self):
        """Return the day of signing and how exactly it is known."""
        return self.day("signed_on")

    @property
    def starts(self):
        """Return the first day of the term and how exactly it is known."""
        return self.day("starts_on")

    @property
    def ends(self):
        """Return the last day of the term; there is none where the end is open or not known."""
        return self.day("ends_on")
