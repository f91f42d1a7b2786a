"""Records that look like one, and of which editors found that they are two."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .agreement import Agreement
from .alias import MERGED
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


class Distinct(AboutOneRecord):
    """The editors' finding that a record is not the same as another one of its noun.

    The other one is told by its address, which leads on to it whatever it is merged into.
    """

    SUBJECTS = tuple(MERGED)

    agreement = subject_field(Agreement, "findings", _("agreement"))
    institution = subject_field(Institution, "findings", _("institution"))
    person = subject_field(Person, "findings", _("person"))
    alliance = subject_field(Alliance, "findings", _("alliance"))
    event = subject_field(Event, "findings", _("event"))
    project = subject_field(Project, "findings", _("project"))
    sector = subject_field(Sector, "findings", _("sector"))
    place = subject_field(Place, "findings", _("place"))
    source = subject_field(Source, "findings", _("source"))
    publisher = subject_field(Publisher, "findings", _("publisher"))
    other = models.CharField(
        _("not the same as"),
        max_length=50,
        help_text=_("The number or the short name of the other record."),
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("finding that two records are not the same")
        verbose_name_plural = _("findings that two records are not the same")
        # Whoever may merge two records may find that they are two.
        default_permissions = ()
        indexes = filled_indexes("distinct", MERGED)
        constraints = [
            one_subject_constraint("distinct_is_of_one_record", MERGED),
            models.CheckConstraint(
                name="distinct_from_another",
                condition=~Q(other=""),
                violation_error_message=_("Say which other record this is not."),
            ),
        ]

    def __str__(self):
        return self.other
