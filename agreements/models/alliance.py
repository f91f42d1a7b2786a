"""Standing bodies of institutions, and who is in them."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from agreements.punctuation import in_brackets

from .days import first_day_constraint, precision_field, sensible_day_constraint
from .filled_links import filled_indexes
from .grades import CitedQuerySet
from .institution import Institution
from .plain_text import validate_line, validate_text
from .refs import Registered, ref_constraint


class AllianceQuerySet(CitedQuerySet):
    """Alliances, in the words of the register."""

    def for_rows(self):
        """Alliances with the number of their members that the register lists."""
        counted = self.annotate(member_count=models.Count("memberships"))
        # What is grouped has no order unless it is asked for one.
        return counted.select_related("guided_by").order_by(*self.model._meta.ordering)

    def of(self, institution):
        """Alliances that an institution is in or guides, with its `role` in them, if it has one."""
        membership = Membership.objects.filter(alliance=OuterRef("pk"), institution=institution)
        return self.annotate(role=Subquery(membership.values("role")[:1])).filter(
            Q(role__isnull=False) | Q(guided_by=institution)
        )


class Alliance(Registered):
    """A standing body of institutions, launched on a day to pursue a common purpose."""

    REF_PREFIX = "AL"
    DAYS = {"launched_on": "launched_precision"}
    PUBLIC_FIELDS = ("name", "launched_on", "guided_by", "summary", "memberships", "agreements")
    KEY_FIELDS = ("launched_on", "guided_by")

    name = models.CharField(
        _("name"),
        max_length=300,
        help_text=_("As English texts write it; other names are kept apart."),
        validators=[validate_line],
    )
    launched_on = models.DateField(
        _("launched on"), null=True, blank=True, help_text=_("Empty where no source gives a day.")
    )
    launched_precision = precision_field()
    guided_by = models.ForeignKey(
        Institution,
        verbose_name=_("launched under the guidance of"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="guided_alliances",
        help_text=_("The authority under whose guidance it was launched."),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("Its purpose, in the register's own words."),
        validators=[validate_text],
    )
    members = models.ManyToManyField(
        Institution, through="Membership", related_name="alliances", verbose_name=_("members")
    )

    objects = AllianceQuerySet.as_manager()

    class Meta:
        ordering = [F("launched_on").desc(nulls_last=True), "-id"]
        verbose_name = _("alliance")
        verbose_name_plural = _("alliances")
        indexes = filled_indexes("alliance", ["guided_by"])
        constraints = [
            ref_constraint("alliance", "AL"),
            first_day_constraint(
                "alliance_launched_on_within_precision", "launched_on", "launched_precision"
            ),
            sensible_day_constraint("alliance_days_within_centuries", "launched_on"),
        ]

    @property
    def role_label(self):
        """Return the role that `of` added, in words."""
        return Membership.Role(self.role).label if self.role else ""

    @property
    def launched(self):
        """Return the day of its launch and how exactly it is known."""
        return self.day("launched_on")


class Membership(models.Model):
    """An institution's place in an alliance."""

    class Role(models.TextChoices):
        FOUNDER = "founder", _("Founder")
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice-chair")
        SECRETARIAT = "secretariat", _("Secretariat")
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")

    alliance = models.ForeignKey(
        Alliance, verbose_name=_("alliance"), on_delete=models.CASCADE, related_name="memberships"
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="memberships",
        help_text=_("The institution that is in the alliance."),
    )
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=Role,
        default=Role.MEMBER,
        help_text=_("As what it is in the alliance."),
    )

    class Meta:
        ordering = ["alliance", "id"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                name="membership_once_per_institution",
                fields=["alliance", "institution"],
                violation_error_message=_("This institution is already in the alliance."),
            ),
        ]

    def __str__(self):
        return in_brackets(self.institution, self.get_role_display())
