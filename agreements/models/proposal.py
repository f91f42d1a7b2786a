"""Proposals: what readers say is wrong, missing or true of a record, for the editors to check."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .edit import Edit
from .filled_links import filled_indexes
from .plain_text import validate_readable
from .web_address import validate_web_address


class ProposalQuerySet(models.QuerySet):
    """Proposals, in the words of the register."""

    def open(self):
        """Proposals that no editor has settled yet."""
        return self.filter(Proposal.OPEN)

    def of_sender_since(self, sender, moment):
        """Proposals that came from one network address after a moment."""
        return self.filter(sender=sender, sent_at__gt=moment)

    def with_outlived_contact(self, at=None):
        """Proposals settled so long ago that nobody answers any more, and that keep a contact."""
        at = at or timezone.now()
        return self.exclude(contact="").filter(settled_at__lte=at - Proposal.CONTACT_IS_KEPT)

    def with_outlived_sender(self, at=None):
        """Proposals that count against nobody any more, and still say whence they came."""
        at = at or timezone.now()
        return self.exclude(sender="").filter(sent_at__lte=at - Proposal.SENDER_IS_KEPT)


class Proposal(models.Model):
    """What a reader from outside proposes about one value of a record, or about the record.

    It is a letter to the editors and no part of the public register: it stands in no list, no
    download, no release and not in the change log, so that nothing that a stranger typed is
    published before somebody checked it. History names a proposal by its number, in the reason of
    the edit that followed from it; the proposal itself is never undone, so it has no versions, in
    which a contact would stay after it was deleted.

    The record is told by its noun and its address, which leads on where the record is merged, and
    says what was meant where it is deleted.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CONFIRMATION = "confirmation", _("Confirmation by a party")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    OPEN = Q(state=State.OPEN)
    # A contact is kept so long after the proposal was settled: for a question, or an objection.
    CONTACT_IS_KEPT = timedelta(days=180)
    # Whence it came is asked for as long as proposals of one day are counted.
    SENDER_IS_KEPT = timedelta(days=1)

    noun = models.CharField(_("noun"), max_length=30)
    address = models.CharField(
        _("record"), max_length=50, help_text=_("The number, short name or code of the record.")
    )
    field = models.CharField(
        _("field"),
        max_length=30,
        blank=True,
        help_text=_("The field whose value is meant; empty for the record as a whole."),
    )
    # The key of the one of several values that is meant: of a party, a name. It may be gone by now.
    item = models.BigIntegerField(null=True, blank=True, editable=False)
    value = models.TextField(
        _("value then"),
        blank=True,
        help_text=_("What the register said when the proposal was sent."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CORRECTION)
    wrong = models.TextField(
        _("what is wrong or missing"), max_length=4_000, blank=True, validators=[validate_readable]
    )
    right = models.TextField(
        _("what is right"), max_length=1_000, blank=True, validators=[validate_readable]
    )
    source_url = models.URLField(
        _("address of the source"), max_length=500, blank=True, validators=[validate_web_address]
    )
    # An e-mail address, a telephone number that begins with "+", or anything else.
    contact = models.CharField(
        _("how to answer"), max_length=200, blank=True, validators=[validate_readable]
    )
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    # A keyed hash of the network address from which it came; nobody can turn it back.
    sender = models.CharField(max_length=64, blank=True, editable=False)
    # Of the form with which it was sent: sent again, it is not kept twice.
    form = models.CharField(max_length=32, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    settled_by = models.CharField(_("settled by"), max_length=150, blank=True)
    settled_at = models.DateTimeField(
        pgettext_lazy("a proposal", "settled at"), null=True, blank=True
    )
    note = models.TextField(
        _("note"),
        max_length=1_000,
        blank=True,
        help_text=_("What was answered, or why it was closed."),
        validators=[validate_readable],
    )
    edit = models.ForeignKey(
        Edit,
        verbose_name=_("edit"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proposals",
        help_text=_("The edit that followed from it."),
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        # Readers add them, by a form of their own; nobody deletes them.
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["sender", "sent_at"], name="proposal_by_sender"),
            models.Index(fields=["id"], condition=Q(state="open"), name="proposal_that_is_open"),
            *filled_indexes("proposal", ["edit"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="proposal_of_a_record",
                condition=~Q(noun="") & ~Q(address=""),
                violation_error_message=_("Say which one record this is about."),
            ),
            models.CheckConstraint(
                name="proposal_says_something",
                condition=~Q(wrong="") | ~Q(right=""),
                violation_error_message=_("Say what is wrong or missing, or what is right."),
            ),
            models.CheckConstraint(
                name="proposal_settled_by_somebody",
                condition=Q(state="open", settled_by="", settled_at__isnull=True)
                | (~Q(state="open") & ~Q(settled_by="") & Q(settled_at__isnull=False)),
                violation_error_message=_("A settled proposal says who settled it, and when."),
            ),
            models.CheckConstraint(
                name="proposal_closed_with_a_reason",
                condition=~Q(state="closed") | ~Q(note=""),
                violation_error_message=_("Say why the proposal is closed."),
            ),
            models.CheckConstraint(
                name="proposal_with_an_edit_is_accepted",
                condition=Q(edit__isnull=True) | Q(state="accepted"),
                violation_error_message=_("Only an accepted proposal names an edit."),
            ),
        ]

    def __str__(self):
        return _("Proposal %(number)s") % {"number": self.pk}

    @property
    def is_open(self):
        return self.state == self.State.OPEN
