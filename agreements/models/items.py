"""Fields with several values, and the links by which a citation names one of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# A field that holds several values, and the link by which a citation names one of them.
ITEMS = {
    "parties": "party",
    "links": "link",
    "memberships": "membership",
    "identifiers": "identifier",
    "names": "name",
    "figures": "figure",
}


def needs_source(item):
    """Return whether a source has to state one of several values, rather than the register."""
    return not getattr(item, "is_translated", False)


def item_field(to):
    """Return a link to one of several values; NULL where the citation bears on all of them."""
    return models.ForeignKey(
        to,
        verbose_name=to._meta.verbose_name,
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="citations",
        help_text=_("Which one of several it speaks of; empty where it speaks of all of them."),
    )
