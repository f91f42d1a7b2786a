"""Letters about a proposal: to whoever keeps the register, and to whoever sent it."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.keeper import keeper
from agreements.language_paths import OWN, bare
from agreements.models import Proposal

from .letters import letter, send


def tell_of(
    proposal: Proposal, record: models.Model, absolute: Callable[[str], str]
) -> list[EmailMessage]:
    """Send the letters about a new proposal where a mail server is set; return those that went.

    The sender's is in the language of the page on which it was written. What goes wrong with mail
    stands in the server's log: the proposal is kept anyway.
    """
    if not settings.EMAIL_HOST:
        return []
    with override(OWN):
        letters = [*_to_keeper(proposal, absolute)]
    letters += _to_sender(proposal, record, absolute)
    return [each for each in letters if send(each)]


def is_mail_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _to_keeper(proposal: Proposal, absolute: Callable[[str], str]) -> Iterator[EmailMessage]:
    kept_by = keeper()
    if not kept_by or not is_mail_address(kept_by.address):
        return
    address = absolute(bare(reverse("admin:agreements_proposal_change", args=[proposal.pk])))
    words = {"proposal": proposal, "address": proposal.address}
    subject = _("%(proposal)s waits: %(address)s") % words
    text = _("A reader proposes something for %(address)s. What it is, and how to answer:") % words
    yield letter(kept_by.address, subject, [text, address])


def _to_sender(
    proposal: Proposal, record: models.Model, absolute: Callable[[str], str]
) -> Iterator[EmailMessage]:
    """Yield the letter to a sender, who may be a stranger to it: it has nothing that was typed."""
    if not is_mail_address(proposal.contact):
        return
    subject = _("Your proposal to the register: %(address)s") % {"address": proposal.address}
    lines = [
        _("The editors have what you sent about this record:"),
        absolute(record.get_absolute_url()),
        "",
        _("They check it against a source, and answer you."),
        _("If it was not you who sent it, you need do nothing."),
    ]
    yield letter(proposal.contact, subject, lines)
