"""Roles are there after every migration, and may do what is said of them."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User

from agreements.changes.dependencies import tracked_models
from agreements.editing.roles import after_migration, keepers, offered_permissions, parts, roles
from agreements.models import Edit, Proposal
from agreements.nouns import NOUNS

pytestmark = pytest.mark.django_db


def permitted(name):
    """Return the codenames of what a role may do, as the database has them."""
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_every_role_may_do_more_than_the_one_before():
    viewer, editor, reviewer, administrator = map(permitted, roles())

    assert viewer < editor < reviewer < administrator


def test_each_role_may_do_what_is_said_of_it():
    viewer, editor, reviewer, administrator = map(permitted, roles())

    assert {name.partition("_")[0] for name in viewer} == {"view"}
    assert {f"view_{noun}" for noun in (*NOUNS, "citation", "party", "edit", "proposal")} <= viewer
    assert {name for name in editor if name.startswith("delete_")} == {
        f"delete_{model._meta.model_name}" for model in parts()
    }
    assert {f"{verb}_{noun}" for noun in NOUNS for verb in ("add", "change")} <= editor
    assert "change_proposal" in editor - viewer
    assert {"delete_agreement", "undo_edits", "settle_disputes", "see_edits"} <= reviewer - editor
    assert administrator - reviewer == {
        f"{verb}_{model}"
        for verb in ("view", "add", "change", "delete")
        for model in ("user", "group")
    }


def test_what_belongs_to_records_is_told_from_links_and_records():
    names = {model.__name__ for model in parts()}

    links = {"Identifier", "Link", "Membership", "Party"}
    assert names == links | {"Citation", "Figure", "Name", "Translation"}
    assert names < {model.__name__ for model in tracked_models()}


def test_migration_sets_roles_again_and_leaves_other_groups():
    Group.objects.get(name="Viewer").permissions.add(Permission.objects.get(codename="add_user"))
    Group.objects.get(name="Editor").permissions.clear()
    Group.objects.filter(name="Reviewer").delete()
    own = Group.objects.create(name="Translators")
    own.permissions.add(Permission.objects.get(codename="change_name"))

    after_migration()

    codenames = {name: role.codenames for name, role in roles().items()}
    there = set(Permission.objects.values_list("codename", flat=True))
    assert {name: permitted(name) for name in codenames} == {
        name: there & codes for name, codes in codenames.items()
    }
    assert permitted("Translators") == {"change_name"}


def test_permissions_of_technical_tables_are_not_offered():
    models = set(offered_permissions().values_list("content_type__model", flat=True))

    assert models == {
        *NOUNS,
        *(model._meta.model_name for model in parts()),
        "edit",
        "proposal",
        "user",
        "group",
    }


def test_permission_that_was_given_up_is_offered_no_more():
    assert not offered_permissions().filter(codename="delete_edit").exists()
    assert Edit._meta.default_permissions == ("view",)


def test_technical_models_of_the_register_have_no_screen(admin_client):
    listed = admin_client.get("/admin/").context["app_list"]

    shown = {model["model"] for app in listed for model in app["models"]}
    assert shown == {*(noun.model for noun in NOUNS.values()), Edit, Proposal, User, Group}
    assert shown < set(apps.get_models())


def test_keepers_are_active_superusers_and_administrators():
    for name, values in {
        "boss": {"is_superuser": True},
        "gone": {"is_superuser": True, "is_active": False},
        "admin": {},
        "other": {},
    }.items():
        User.objects.create_user(name, is_staff=True, **values)
    User.objects.get(username="admin").groups.add(Group.objects.get(name="Administrator"))
    User.objects.get(username="other").groups.add(Group.objects.get(name="Reviewer"))

    assert set(keepers().values_list("username", flat=True)) == {"boss", "admin"}
