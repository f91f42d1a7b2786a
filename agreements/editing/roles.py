"""Roles: what a viewer, an editor, a reviewer and an administrator may do, said once.

Each role is a group of Django, made and kept after every migration. Groups of an operator's own
stay as they are.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps as installed
from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.changes.dependencies import tracked_models
from agreements.changes.triggers import are_there
from agreements.nouns import NOUNS

ADMINISTRATOR = "Administrator"
ACCOUNTS = ("user", "group")
WRITING = ("add", "change")
# What concerns no single noun; a permission that no model declares is left out.
SHEETS = ("import_sheets",)
PROPOSALS = ("change_proposal",)
DECIDING = ("merge_records", "undo_edits", "settle_disputes", "see_edits")


class Role(NamedTuple):
    """People who may do the same: their name in the database, that on pages, what they may do."""

    name: str
    label: str
    codenames: frozenset[str]
    means: str

    @property
    def permissions(self) -> Q:
        """Return the condition of the permissions of the role."""
        of_accounts = Q(content_type__app_label="auth", content_type__model__in=ACCOUNTS)
        return Q(codename__in=self.codenames) & (
            Q(content_type__app_label="agreements") | of_accounts
        )


def parts() -> list[type[Model]]:
    """Return the models of the rows that belong to records: parties, names, citations."""
    return [
        model
        for model in tracked_models()
        if not model._meta.auto_created
        and model._meta.default_permissions
        and model._meta.model_name not in NOUNS
    ]


def _codenames(verbs: tuple[str, ...], names: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield from (f"{verb}_{name}" for verb in verbs for name in names)


def _roles() -> Iterator[Role]:
    nouns, within = list(NOUNS), [model._meta.model_name for model in parts()]
    viewing = {*_codenames(("view",), [*nouns, *within, "edit", "proposal"])}
    yield Role(
        "Viewer",
        pgettext_lazy("role of an account", "Viewer"),
        frozenset(viewing),
        _("reads all records and edits"),
    )
    editing = viewing | {
        *_codenames(WRITING, [*nouns, *within]),
        *_codenames(("delete",), within),
        *SHEETS,
        *PROPOSALS,
    }
    yield Role(
        "Editor",
        pgettext_lazy("role of an account", "Editor"),
        frozenset(editing),
        _("also adds and changes records, and undoes what they did themselves"),
    )
    reviewing = editing | {*_codenames(("delete",), nouns), *DECIDING}
    yield Role(
        "Reviewer",
        pgettext_lazy("role of an account", "Reviewer"),
        frozenset(reviewing),
        _("also deletes and merges records, settles disputes, and looks at edits of others"),
    )
    keeping = reviewing | {*_codenames(("view", *WRITING, "delete"), ACCOUNTS)}
    yield Role(
        ADMINISTRATOR,
        pgettext_lazy("role of an account", "Administrator"),
        frozenset(keeping),
        _("also makes accounts and gives roles"),
    )


def roles() -> dict[str, Role]:
    """Return all roles by name, from the one who may do least to the one who may do all."""
    return {role.name: role for role in _roles()}


def offered_permissions() -> QuerySet[Permission]:
    """Return the permissions that mean something here: those of a role, and no technical ones."""
    *_others, widest = roles().values()
    return Permission.objects.filter(widest.permissions).select_related("content_type")


def keepers() -> QuerySet:
    """Return the accounts that can make and change accounts: administrators and superusers."""
    accounts = get_user_model().objects.filter(is_active=True, is_staff=True)
    is_keeper = Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR)
    return accounts.filter(pk__in=get_user_model().objects.filter(is_keeper).values("pk"))


def after_migration(using: str = DEFAULT_DB_ALIAS, **_signal: object) -> None:
    """Make the roles, and give each what it may do, no more and no less."""
    if not are_there(connections[using], [ContentType, Permission, Group]):
        return
    with transaction.atomic(using=using):
        for label in ("agreements", "auth"):
            create_permissions(installed.get_app_config(label), verbosity=0, using=using)
        for role in roles().values():
            group, _is_new = Group.objects.using(using).get_or_create(name=role.name)
            group.permissions.set(Permission.objects.using(using).filter(role.permissions))
