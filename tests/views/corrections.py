"""How tests send the form by which readers propose something."""

import html
import time
from uuid import uuid4

from django.core.signing import TimestampSigner, b62_encode

from agreements.views.correction_form import SALT

# Longer than the form asks of anybody.
A_WHILE = 60
CONFIRMED = {
    "kind": "confirmation",
    "field": "signed_on",
    "wrong": "For the ministry, as its head of department.",
    "contact": "anora@ministry.example",
}
WRONG = {"kind": "correction", "field": "", "wrong": "Another day is meant."}


class Earlier(TimestampSigner):
    """Signs as it would have some seconds ago."""

    def __init__(self, seconds):
        super().__init__(salt=SALT)
        self.seconds = seconds

    def timestamp(self):
        return b62_encode(int(time.time()) - self.seconds)


def page(response):
    """Return the HTML of a page, with its characters as they are read."""
    return html.unescape(response.content.decode())


def token(record, seconds=A_WHILE):
    """Return what the form of a record carried that was shown so many seconds ago."""
    text = f"{record._meta.model_name}/{record.address}/{uuid4().hex}"
    return Earlier(seconds).sign(text)


def send(client, record, **values):
    """Send the form about a record; values stand in place of the usual ones, or beside them."""
    headers = values.pop("headers", {})
    query = values.pop("query", "")
    data = {**WRONG, "token": token(record), **values}
    return client.post(record.get_correction_url() + query, data, headers=headers)


def errors(response):
    """Return all sentences by which the form was refused."""
    found = response.context["form"].errors.values()
    return [str(error) for several in found for error in several]
