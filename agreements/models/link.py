"""Agreements that follow from one another."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from .agreement import Agreement
from .hierarchy import reached

ITSELF = _("An agreement has no relation to itself.")
CIRCLE = _("By other relations of this kind, that one goes back to this agreement itself.")


class LinkQuerySet(models.QuerySet):
    """Links, in the words of the register."""

    def at(self, agreement):
        """Links that lead from an agreement or to it, its own first, with both of their ends."""
        own_first = Case(When(from_agreement=agreement, then=0), default=1)
        touching = self.filter(Q(from_agreement=agreement) | Q(to_agreement=agreement))
        return touching.select_related("from_agreement", "to_agreement").order_by(own_first, "id")

    def leads_to(self, start, end, kind):
        """Return whether links of a kind lead from one agreement to another, by any way."""

        def onward(keys):
            return self.filter(kind=kind, from_agreement__in=keys).values_list(
                "to_agreement", flat=True
            )

        return end in reached(start, onward)


class Link(models.Model):
    """One agreement's relation to another: it implements, renews, amends or replaces it."""

    class Kind(models.TextChoices):
        IMPLEMENTS = "implements", _("Implements")
        RENEWS = "renews", _("Renews")
        AMENDS = "amends", _("Amends")
        REPLACES = "replaces", _("Replaces")

    from_agreement = models.ForeignKey(
        Agreement, verbose_name=_("agreement"), on_delete=models.CASCADE, related_name="links"
    )
    kind = models.CharField(
        _("relation"), max_length=20, choices=Kind, help_text=_("What it does to the other one.")
    )
    to_agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("the other agreement"),
        on_delete=models.PROTECT,
        related_name="links_back",
        help_text=_("The one that was there before."),
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("link to another agreement")
        verbose_name_plural = _("links to other agreements")
        constraints = [
            models.UniqueConstraint(
                name="link_once_per_pair_and_kind",
                fields=["from_agreement", "to_agreement", "kind"],
                violation_error_message=_("This relation between the two is already here."),
            ),
            models.CheckConstraint(
                name="link_to_another",
                condition=~Q(to_agreement=F("from_agreement")),
                violation_error_message=ITSELF,
            ),
        ]

    def __str__(self):
        return self.forward

    def clean(self):
        """Refuse a relation that comes back: what renews an agreement is not renewed by it.

        On the page of the agreement itself Django leaves out the rule that names its key.
        """
        start, end = self.to_agreement_id, self.from_agreement_id
        if None in (start, end):
            return
        if start == end:
            raise ValidationError({"to_agreement": ITSELF})
        if Link.objects.exclude(pk=self.pk).leads_to(start, end, self.kind):
            raise ValidationError({"to_agreement": CIRCLE})

    @property
    def forward(self):
        """Return what the agreement does to the other one, in words: "Renews AG-0004"."""
        return str(SENTENCES[self.kind]) % {"agreement": self.to_agreement.ref}

    @property
    def backward(self):
        """Return the same as seen from the other one: "Renewed by AG-0009"."""
        return str(SENTENCES_BACK[self.kind]) % {"agreement": self.from_agreement.ref}


SENTENCES = {
    Link.Kind.IMPLEMENTS: _("Implements %(agreement)s"),
    Link.Kind.RENEWS: _("Renews %(agreement)s"),
    Link.Kind.AMENDS: _("Amends %(agreement)s"),
    Link.Kind.REPLACES: _("Replaces %(agreement)s"),
}
SENTENCES_BACK = {
    Link.Kind.IMPLEMENTS: _("Implemented by %(agreement)s"),
    Link.Kind.RENEWS: _("Renewed by %(agreement)s"),
    Link.Kind.AMENDS: _("Amended by %(agreement)s"),
    Link.Kind.REPLACES: _("Replaced by %(agreement)s"),
}
