"""Addresses that records bore before, and lead on to the records that bear them now."""

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .agreement import Agreement
from .alliance import Alliance
from .event import Event
from .filled_links import filled_indexes
from .institution import Institution
from .person import Person
from .place import Place
from .project import Project
from .publisher import Publisher
from .sector import Sector
from .source import Source
from .subjects import AboutOneRecord, one_subject_constraint, subject_field

# The nouns of which two records can turn out to be one.
MERGED = {
    "agreement": Agreement,
    "institution": Institution,
    "person": Person,
    "alliance": Alliance,
    "event": Event,
    "project": Project,
    "sector": Sector,
    "place": Place,
    "source": Source,
    "publisher": Publisher,
}
# What any address of a record looks like; a database may choke on what else people ask for.
ADDRESS = re.compile(r"[-\w]{1,50}", re.ASCII)


def address_of(record):
    """Return what names a record: its number, its short name, or the number of its row."""
    return record.address if record.ADDRESS_FIELD else str(record.pk)


class AliasManager(models.Manager):
    """Finds which records bear former addresses now."""

    def bearers(self, noun, addresses):
        """Return {former address: primary key of the record that it leads to} of a noun."""
        possible = [address for address in addresses if ADDRESS.fullmatch(address)]
        if noun not in MERGED or not possible:
            return {}
        found = self.filter(address__in=possible).exclude(**{noun: None})
        return dict(found.order_by().values_list("address", f"{noun}_id"))

    def bearer(self, noun, address):
        """Return the record to which a former address of a noun leads, None where to none."""
        found = self.bearers(noun, [address])
        return MERGED[noun]._default_manager.get(pk=found[address]) if found else None


class Alias(AboutOneRecord):
    """A number or a short name that a record bore before, which leads on to the record for ever.

    A record that was merged into another one leaves its number, a sector that is renamed its short
    name. Each leads to a record that is there: what is merged on takes its aliases along, what is
    deleted has them deleted with it.
    """

    SUBJECTS = tuple(MERGED)

    address = models.CharField(
        _("former address"),
        max_length=50,
        help_text=_("The number or the short name that the record, or one merged into it, had."),
    )
    agreement = subject_field(Agreement, "aliases", _("agreement"))
    institution = subject_field(Institution, "aliases", _("institution"))
    person = subject_field(Person, "aliases", _("person"))
    alliance = subject_field(Alliance, "aliases", _("alliance"))
    event = subject_field(Event, "aliases", _("event"))
    project = subject_field(Project, "aliases", _("project"))
    sector = subject_field(Sector, "aliases", _("sector"))
    place = subject_field(Place, "aliases", _("place"))
    source = subject_field(Source, "aliases", _("source"))
    publisher = subject_field(Publisher, "aliases", _("publisher"))

    objects = AliasManager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        # It comes and goes with what was merged or renamed.
        default_permissions = ()
        indexes = filled_indexes("alias", MERGED)
        constraints = [
            one_subject_constraint("alias_of_one_record", MERGED),
            *(
                models.UniqueConstraint(
                    name=f"alias_leads_to_one_{noun}",
                    fields=["address"],
                    condition=Q(**{f"{noun}__isnull": False}),
                    violation_error_message=_("This address leads to another record already."),
                )
                for noun in MERGED
            ),
            models.CheckConstraint(
                name="alias_address_not_empty",
                condition=~Q(address=""),
                violation_error_message=_("An address cannot be empty."),
            ),
        ]

    def __str__(self):
        return self.address
