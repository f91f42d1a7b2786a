"""Proposals of readers: which value is meant, how many are taken, who settles them."""

from collections.abc import Iterator
from datetime import timedelta
from math import ceil
from typing import NamedTuple

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agreements import databases
from agreements.evidence.values import field_label
from agreements.models import Alias, Edit, Proposal
from agreements.models.citation import citable_fields
from agreements.models.items import ITEMS
from agreements.nouns import NOUNS
from agreements.nouns.derived import NUMBER_PATTERN
from agreements.punctuation import labelled

from .disputes import name_of_value, words_of
from .refusals import Refused
from .turns import turn_to_write

SALT = "agreements.editing.proposals"
# So many proposals are taken from one network address.
LIMITS = {timedelta(hours=1): 5, timedelta(days=1): 20}
LONGEST_VALUE = 1_000


class Target(NamedTuple):
    """What a proposal is about: a record, one of its values, or one item of a value."""

    record: models.Model
    field: str = ""
    item: models.Model | None = None

    @property
    def name(self) -> str:
        """Return by what it is addressed: "signed_on", "parties-3", "" for the record."""
        return name_of_value(self.field, self.item)

    @property
    def label(self) -> str:
        return field_label(self.record._meta.model_name, self.field)

    @property
    def value(self) -> str:
        """Return what the register says there, empty where it says nothing."""
        if not self.field:
            return ""
        return Truncator(words_of(self.record, self.field, self.item)).chars(LONGEST_VALUE)


class TooMany(Exception):  # noqa: N818, it is no error of the program
    """So many proposals came from one network address that the next one has to wait."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


def fields_of(record: models.Model) -> tuple[str, ...]:
    """Return the fields of a record about whose values something can be proposed."""
    noun = NOUNS[record._meta.model_name]
    return citable_fields(noun.name) if noun.is_spoken_of else noun.model.PUBLIC_FIELDS


def target_of(record: models.Model, name: str) -> Target | None:
    """Return the Target of a record that a name means, None where it has no such value."""
    field, _sign, number = name.partition("-")
    if field and field not in fields_of(record):
        return None
    if not number:
        return Target(record, field) if name == field else None
    if field not in ITEMS or not NUMBER_PATTERN.fullmatch(number):
        return None
    item = getattr(record, field).filter(pk=number).first()
    return Target(record, field, item) if item else None


def hashed(address: str | None) -> str:
    """Return what stands for a network address: the same for the same, and nothing to turn back."""
    return salted_hmac(SALT, address or "", algorithm="sha256").hexdigest()


def receive(proposal: Proposal) -> Proposal:
    """Keep a proposal, once however often its form is sent, and less of those that are old.

    Raises TooMany where its sender has to wait, Busy where others write for too long.
    """
    with turn_to_write(), transaction.atomic():
        databases.of(connection).lock_writers(connection)
        if known := Proposal.objects.filter(form=proposal.form).first():
            return known
        if seconds := _seconds_to_wait(proposal):
            raise TooMany(seconds)
        proposal.save()
        forget_outlived()
    return proposal


def _seconds_to_wait(proposal: Proposal) -> int:
    """Return after how many seconds the sender of a proposal may send one more, 0 for at once."""
    waits = [0]
    for within, most in LIMITS.items():
        since = proposal.sent_at - within
        sent = Proposal.objects.of_sender_since(proposal.sender, since).order_by("-sent_at")
        for earliest in sent.values_list("sent_at", flat=True)[most - 1 : most]:
            waits.append(max(1, ceil((earliest - since).total_seconds())))
    return max(waits)


def record_of(proposal: Proposal) -> models.Model | None:
    """Return the record that a proposal is about, which others may be merged into by now."""
    model = NOUNS[proposal.noun].model
    record = model.objects.filter(**{model.ADDRESS_FIELD: proposal.address}).first()
    return record or Alias.objects.bearer(proposal.noun, proposal.address)


def target_now(proposal: Proposal, record: models.Model) -> Target:
    """Return what a proposal is about as it is now; an item that is gone is its whole field."""
    name = f"{proposal.field}-{proposal.item}" if proposal.item else proposal.field
    return target_of(record, name) or Target(record, proposal.field)


def settle(proposal: Proposal, state: str, who: str, *, note: str = "", edit: Edit | None = None):
    """Settle an open proposal, and keep less of those that are old.

    Raises Refused where somebody settled it meanwhile.
    """
    now = timezone.now()
    values = {"state": state, "settled_by": who, "settled_at": now, "note": note, "edit": edit}
    with transaction.atomic():
        if not Proposal.objects.open().filter(pk=proposal.pk).update(**values):
            raise Refused(_("Somebody has settled this proposal already."))
        forget_outlived()


def forget_outlived() -> tuple[int, int]:
    """Delete contacts and hashes that outlived their purpose; return how many of each."""
    contacts = Proposal.objects.with_outlived_contact().update(contact="")
    return contacts, Proposal.objects.with_outlived_sender().update(sender="")


def choices_of(target: Target) -> Iterator[tuple[str, str]]:
    """Yield (name, label) of all that a proposal about a record can mean, the target among it."""
    record = target.record
    for field in ("", *fields_of(record)):
        yield field, str(Target(record, field).label)
        if target.item and field == target.field:
            yield (
                target.name,
                labelled(target.label, target.value),
            )
