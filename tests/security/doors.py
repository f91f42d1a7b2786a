"""All addresses of the admin, as the program resolves them, and what each role is answered."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from agreements.changes.edits import edit
from agreements.changes.removals import removals
from agreements.editing.disputes import disputes_of
from agreements.editing.roles import roles
from agreements.models import Edit, Proposal
from agreements.nouns import NOUNS
from tests.admin.small_register import small_register
from tests.factories import CitationFactory, PersonFactory, ProposalFactory, SectorFactory

NOBODY, WITHOUT_ROLE, SUPERUSER = "nobody", "no role", "superuser"
WHO = (NOBODY, WITHOUT_ROLE, *roles(), SUPERUSER)
METHODS = ("GET", "POST")
LOGIN, YES, ON, NO, NOT_THERE = "login", "yes", "on", "no", "-"
NOT_FOUND = (404, 405, 410)
LED = (301, 302, 303)
# What the forms of deletions, merges and undoings send; all others lack something of theirs.
SENT = {"post": "yes", "why": "A test."}
# Which choices are asked for, of all that complete themselves.
CHOICES = "?app_label=agreements&model_name=party&field_name=institution"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


class Door(NamedTuple):
    """An address of the admin, as the program has it: "agreements/sector/<object_id>/change/"."""

    pattern: str

    @property
    def told(self) -> str:
        """Return it as the table has it, where all nouns are one."""
        _app, _sign, rest = self.pattern.partition("/")
        noun = rest.partition("/")[0]
        if noun in NOUNS:
            return self.pattern.replace(f"/{noun}/", "/<noun>/", 1)
        return self.pattern or "/"


def doors() -> list[Door]:
    """Return all addresses below /admin/."""
    found = (route for route in _routes(get_resolver().url_patterns) if route.startswith("admin/"))
    return [Door(route.removeprefix("admin/")) for route in found]


def _routes(patterns, before="") -> Iterator[str]:
    for pattern in patterns:
        route = before + re.sub(r"\(\?P(<\w+>)[^)]*\)|[\^$]", r"\1", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield PARAMETER.sub(r"<\1>", route)
        else:
            yield from _routes(pattern.url_patterns, route)


class House:
    """A register in which something stands behind each door, and an account of each role."""

    def __init__(self):
        small_register()
        PersonFactory()
        for noun in ("agreement", "institution", "alliance", "event", "project"):
            self._dispute(noun)
        ProposalFactory(address="AG-0001", field="title")
        with edit("somebody", "A correction."):
            SectorFactory(name="Corrected")
        with edit("somebody", "A slip.", kind=Edit.Kind.DELETE):
            SectorFactory().delete()
        self.made = [Edit.objects.create(who="somebody", kind="import"), *self._edits()]
        self.group = Group.objects.create(name="Translators")
        self.colleague = User.objects.create_user("colleague", is_staff=True)
        for name in WHO[1:]:
            account = User.objects.create_user(name, is_staff=True, is_superuser=name == SUPERUSER)
            account.groups.set(Group.objects.filter(name=name))

    def _edits(self):
        return Edit.objects.filter(kind="change").order_by("pk")[:1]

    def _dispute(self, noun):
        field = "title" if noun == "agreement" else "name"
        record = NOUNS[noun].model.objects.first()
        owner = {"agreement": None, noun: record, "field": field, "stated_value": "Another name"}
        CitationFactory(stance="disputes", **owner)

    def address(self, door: Door) -> str:
        """Return an address of the door behind which something is."""
        values = self._values(door)
        address = "/admin/" + PARAMETER.sub(lambda found: str(values[found[1]]), door.pattern)
        return address + (CHOICES if door.pattern == "autocomplete/" else "")

    def _values(self, door):
        app, _sign, rest = door.pattern.partition("/")
        record = self._record(rest.partition("/")[0])
        disputes = disputes_of(record) if app == "agreements" and record else []
        return {
            "object_id": getattr(record, "pk", ""),
            "id": self.colleague.pk,
            "name": disputes[0].name if disputes else "name",
            "number": self._number(door),
            "uidb64": "MQ",
            "token": "x",
            "content_type_id": ContentType.objects.get_for_model(NOUNS["sector"].model).pk,
            "app_label": "agreements",
            "url": "nowhere",
        } | ({"object_id": NOUNS["sector"].model.objects.first().pk} if app == "r" else {})

    def _record(self, model):
        own = {
            "user": self.colleague,
            "group": self.group,
            "proposal": Proposal.objects.first(),
            "edit": self.made[-1],
        }
        return NOUNS[model].model.objects.first() if model in NOUNS else own.get(model)

    def _number(self, door):
        if "deleted/" in door.pattern:
            return removals().first().pk
        return self.made[0 if door.pattern.startswith("import/") else -1].pk

    def client(self, who: str) -> Client:
        client = Client()
        if who != NOBODY:
            client.force_login(User.objects.get(username=who))
        return client


def answer(client: Client, method: str, address: str) -> str:
    """Return in a word what somebody is answered; what was done is not kept."""
    session = client.cookies.copy()
    with transaction.atomic():
        response = client.get(address) if method == "GET" else client.post(address, SENT)
        transaction.set_rollback(True)
    client.cookies = session
    assert response.status_code < 500, (method, address, response.status_code)
    if response.status_code in NOT_FOUND:
        return NOT_THERE
    is_led = response.status_code in LED
    names = {template.name for template in getattr(response, "templates", ())}
    is_refused = response.status_code == 403
    if is_refused and "admin/login.html" in names:
        return LOGIN
    if is_led:
        return LOGIN if response["Location"].startswith("/admin/login/") else ON
    return NO if is_refused else YES
