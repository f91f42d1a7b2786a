"""By what institutions are known in other registers."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .institution import IDENTIFIER_FIELDS, Institution
from .plain_text import validate_line
from .schemes import SCHEMES


class Identifier(models.Model):
    """What another register calls an institution, so that both mean the same body.

    The scheme says which register; of national codes it is the issuer: a register of companies, of
    taxpayers, of schools.
    """

    class Scheme(models.TextChoices):
        ROR = "ror", "ROR"
        WIKIDATA = "wikidata", "Wikidata"
        LEI = "lei", "LEI"
        ISNI = "isni", "ISNI"
        NATIONAL = "national", _("National code")

    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.CASCADE,
        related_name="identifiers",
    )
    scheme = models.CharField(
        _("scheme"), max_length=20, choices=Scheme, help_text=_("Which register gave it.")
    )
    issuer = models.CharField(
        _("issuer"),
        max_length=200,
        blank=True,
        help_text=_("Of a national code: the register that gives it, under its usual name."),
        validators=[validate_line],
    )
    value = models.CharField(
        _("value"),
        max_length=200,
        help_text=_("As it is written there; an address there is taken for the value in it."),
        validators=[validate_line],
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(
                name="identifier_of_one_institution",
                fields=["scheme", "issuer", "value"],
                violation_error_message=_(
                    "An institution of the register has this identifier already."
                ),
            ),
            models.CheckConstraint(
                name="identifier_not_empty",
                condition=~Q(value=""),
                violation_error_message=_("An identifier cannot be empty."),
            ),
            models.CheckConstraint(
                name="identifier_issuer_of_national_code",
                condition=(Q(scheme="national") & ~Q(issuer=""))
                | (~Q(scheme="national") & Q(issuer="")),
                violation_error_message=_(
                    "A national code needs the name of the register that gives it; no other "
                    "identifier has one."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.authority} {self.value}"

    def clean(self):
        """Write the value as its scheme does; refuse what is none of that scheme."""
        canonical = self.canonical
        if self.value and not canonical:
            raise ValidationError({"value": SCHEMES[self.scheme].refusal})
        self.value = canonical

    @property
    def subject(self):
        """Return the record of which it is told."""
        return self.institution

    @property
    def canonical(self):
        """Return the value as its scheme writes it, "" where it is none of that scheme.

        No scheme tells how national codes are written: they stay as they are.
        """
        if self.scheme in SCHEMES:
            return SCHEMES[self.scheme].read(self.value)
        return " ".join(self.value.split())

    @property
    def authority(self):
        """Return who gave it, in words: "ROR", or the issuer of a national code."""
        return self.issuer or self.get_scheme_display()

    @property
    def address(self):
        """Return the address at which its scheme tells of the body, "" where it has none."""
        if self.scheme not in SCHEMES or self.canonical != self.value:
            return ""
        return SCHEMES[self.scheme].resolver.format(self.value)


def identifiers_of(institution, bodies):
    """Return the Identifiers of an institution among bodies `with_identifiers_of` it."""
    found = (
        {field: getattr(body, f"identifier_{field}") for field in IDENTIFIER_FIELDS}
        for body in bodies
        if body.identifier_id
    )
    rows = sorted(found, key=lambda values: values["id"])
    return [Identifier(institution=institution, **values) for values in rows]
