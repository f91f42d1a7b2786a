"""Letters by mail, which nobody waits for and no program answers."""

import logging
from threading import Thread

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)
# Programs that answer letters by themselves are not to answer these.
HEADERS = {"Auto-Submitted": "auto-generated"}
SENDING = "a letter on its way"


def letter(to: str, subject: str, lines: list[str]) -> EmailMessage:
    return EmailMessage(subject, "\n".join([*lines, ""]), to=[to], headers=HEADERS)


def send(written: EmailMessage) -> bool:
    """Send a letter, and return whether it went; what goes wrong stands in the server's log."""
    try:
        return bool(written.send())
    except Exception:
        logger.exception("A letter could not be sent.")
        return False


def send_meanwhile(written: EmailMessage) -> None:
    """Send a letter while the answer goes out, which tells by its time of no letter."""
    Thread(target=send, args=[written], name=SENDING).start()
