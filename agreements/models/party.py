"""Who takes part in an agreement."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.punctuation import in_brackets

from .institution import Institution
from .numbers import LARGEST_SMALL


class Party(models.Model):
    """An institution's place in an agreement."""

    class Role(models.TextChoices):
        PARTNER = "partner", _("Partner")
        SIGNATORY = "signatory", _("Signatory")
        EDUCATION_PROVIDER = "education_provider", _("Education provider")
        ENTERPRISE_PARTNER = "enterprise_partner", _("Enterprise partner")
        HOST = "host", pgettext_lazy("role of a party", "Host")
        CO_HOST = "co_host", _("Co-host")
        ORGANISER = "organiser", _("Organiser")
        DONOR = "donor", _("Donor")
        INVESTOR = "investor", _("Investor")
        SPONSOR = "sponsor", _("Sponsor")
        BENEFICIARY = "beneficiary", _("Beneficiary")
        IMPLEMENTER = "implementer", _("Implementer")
        CONSULTANT = "consultant", _("Consultant")
        PARTICIPANT = "participant", _("Participant")
        GUIDE = "guide", _("Guiding authority")
        FOUNDER = "founder", _("Founder")
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice-chair")
        MEMBER = "member", _("Member")
        JOINT_BODY = "joint_body", _("Joint body")

    agreement = models.ForeignKey(
        "Agreement", verbose_name=_("agreement"), on_delete=models.CASCADE, related_name="parties"
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="parties",
        help_text=_("The body that takes part; one without a name has a record too."),
    )
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=Role,
        default=Role.PARTNER,
        help_text=_("As what it takes part."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        validators=[MaxValueValidator(LARGEST_SMALL)],
        help_text=_("The order in which the parties are listed; one without a number comes last."),
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                name="party_once_per_institution",
                fields=["agreement", "institution"],
                violation_error_message=_("This institution is already a party."),
            ),
        ]

    def __str__(self):
        return in_brackets(self.institution, self.get_role_display())
