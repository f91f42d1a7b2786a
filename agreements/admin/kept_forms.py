"""What was sent by a form, kept past a login that ended or changed meanwhile."""

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import resolve

from agreements.lists.addresses import pairs_of

from .guarded import typed_in
from .storable import readable

# In which the page of a login carries what was kept, signed, so that nobody else makes it up.
FIELD = "_kept"
SALT = "agreements.admin.kept_forms"
# Asks a form to come back as it was sent.
LOOK = "_look"
# The fields of a login and of a form's own frame need room beside it.
MOST = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 10_000


class KeptForm(NamedTuple):
    """What a form of the admin sent: to which address, and (name, text) of each field."""

    address: str
    sent: list[tuple[str, str]]

    @property
    def is_of_record(self) -> bool:
        """Whether it is the form of a record, which can be shown again as it was typed."""
        name = resolve(self.address.partition("?")[0]).url_name or ""
        return name.startswith("agreements_") and name.endswith(("_add", "_change"))

    @property
    def typed(self) -> list[tuple[str, str]]:
        """(name, text) of all that somebody may have typed."""
        return typed_in(self.sent)

    def signed(self) -> str:
        """Return it as a text that `read` takes, empty where it is too long to be sent again."""
        text = signing.dumps(self, salt=SALT, compress=True)
        return text if len(text) <= MOST else ""


def read(text: str) -> KeptForm | None:
    """Return the form in a signed text, None where there is none."""
    try:
        address, sent = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return KeptForm(address, [(name, value) for name, value in sent])


def kept_form(request) -> KeptForm | None:
    """Return what a request sent, None where there is nothing that may be kept.

    Passwords are kept nowhere; a file could not be sent again by the register.
    """
    if request.method != "POST":
        return None
    if request.resolver_match.view_name == "admin:login":
        return read(request.POST.get(FIELD, ""))
    data = readable(request.POST)
    sent = [
        (name, text) for name, text in pairs_of(data) if name not in ("csrfmiddlewaretoken", LOOK)
    ]
    if not sent or request.FILES or any("password" in name.lower() for name in data):
        return None
    return KeptForm(request.get_full_path(), sent)
