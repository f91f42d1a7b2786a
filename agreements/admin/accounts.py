"""Accounts and groups: a new colleague is one form; nobody locks out everybody."""

from contextlib import contextmanager

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements import databases
from agreements.editing.roles import keepers, offered_permissions, roles

from .account_forms import KnownAccountForm, NewAccountForm, PasswordForm, problem_without
from .reset_pages import VALID_DAYS, link_of

User = get_user_model()
ABOUT = (None, {"fields": ["username", "password", "first_name", "last_name", "email"]})
MAY = (_("What they may do"), {"fields": ["role", "is_active"]})
FURTHER = (
    _("Further rights, given by superusers"),
    {"classes": ["collapse"], "fields": ["is_superuser", "is_staff", "groups", "user_permissions"]},
)
DAYS = (_("Days"), {"fields": ["last_login", "date_joined"]})


@contextmanager
def alone():
    """Change accounts within the block while nobody else does: two could lock out each other."""
    with transaction.atomic():
        databases.of(connection).lock_writers(connection)
        yield


class OfferedPermissions:
    """A screen that offers permissions that mean something, and none of technical tables."""

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.related_model is Permission:
            kwargs["queryset"] = offered_permissions()
        return super().formfield_for_manytomany(db_field, request=request, **kwargs)


class RoleFilter(admin.SimpleListFilter):
    """Who has a role."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(role.name, role.label) for role in roles().values()]

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


class AccountAdmin(OfferedPermissions, UserAdmin):
    """The accounts of those who keep the register."""

    add_form, form = NewAccountForm, KnownAccountForm
    change_password_form = PasswordForm
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "first_name",
                    "last_name",
                    "email",
                    "role",
                    "password1",
                    "password2",
                ]
            },
        )
    ]
    list_display = ["username", "full_name", "role", "is_active", "last_login"]
    list_filter = [RoleFilter, "is_active", "is_superuser"]
    readonly_fields = ["last_login", "date_joined"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=pgettext_lazy("of a person", "name"))
    def full_name(self, account):
        return account.get_full_name()

    @admin.display(description=_("role"), empty_value="-")
    def role(self, account):
        """Return the role of an account; a superuser may do everything without one."""
        if account.is_superuser:
            return _("Superuser")
        held = {group.name for group in account.groups.all()}
        widest_first = reversed(roles().values())
        return next((role.label for role in widest_first if role.name in held), None)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        further = [FURTHER] if request.user.is_superuser else []
        return [ABOUT, MAY, *further, DAYS]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return type(form.__name__, (form,), {"changed_by": request.user})

    def has_change_permission(self, request, obj=None):
        """Only superusers change superusers."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not is_above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Nobody deletes themselves, or the last who keeps accounts, or somebody above them."""
        if obj is None:
            return super().has_delete_permission(request, obj)
        is_keeper = keepers().filter(pk=obj.pk).exists()
        is_kept = obj == request.user or (is_keeper and problem_without(obj, request.user))
        is_above = obj.is_superuser and not request.user.is_superuser
        return not (is_kept or is_above) and super().has_delete_permission(request, obj)

    def changeform_view(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with alone():
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().delete_view(request, *args, **kwargs)
        with alone():
            return super().delete_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.is_staff = obj.is_staff or bool(form.cleaned_data.get("role"))
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Give the account the role that was chosen, and take from it any other."""
        super().save_related(request, form, formsets, change)
        form.instance.groups.remove(*Group.objects.filter(name__in=roles()))
        if role := form.cleaned_data.get("role"):
            form.instance.groups.add(role)

    def response_add(self, request, obj, post_url_continue=None):
        """Lead to the list; the address for a password is shown there, once."""
        if obj.has_usable_password():
            messages.success(request, _("“%(name)s” can log in now.") % {"name": obj})
        else:
            sentence = _(
                "“%(name)s” can log in once they have set a password. They do so at this address, "
                "which works once, for %(days)s days. Hand it over; it is not shown again: "
                "%(address)s"
            )
            words = {"name": obj, "days": VALID_DAYS, "address": link_of(request, obj)}
            messages.success(request, sentence % words)
        return HttpResponseRedirect(reverse("admin:auth_user_changelist"))


class RoleGroupAdmin(OfferedPermissions, GroupAdmin):
    """Roles, which are kept by the program, and groups of an operator's own."""

    actions = None

    def has_change_permission(self, request, obj=None):
        is_role = obj is not None and obj.name in roles()
        return not is_role and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        is_role = obj is not None and obj.name in roles()
        return not is_role and super().has_delete_permission(request, obj)


admin.site.unregister([User, Group])
admin.site.register(User, AccountAdmin)
admin.site.register(Group, RoleGroupAdmin)
