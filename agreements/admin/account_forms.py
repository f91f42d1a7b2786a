"""The forms of accounts: who somebody is, and which role they have."""

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    ReadOnlyPasswordHashField,
    UsernameField,
)
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from agreements.editing.roles import ADMINISTRATOR, keepers, roles
from agreements.models import Edit
from agreements.punctuation import labelled

User = get_user_model()


class RoleField(forms.ModelChoiceField):
    """One of the roles, each with what it may do."""

    def __init__(self, **kwargs):
        super().__init__(
            queryset=Group.objects.filter(name__in=roles()).order_by("pk"),
            label=_("Role"),
            help_text=_("Who has a role may log in here."),
            widget=forms.Select({"class": "vWide"}),
            **kwargs,
        )

    def label_from_instance(self, group):
        role = roles()[group.name]
        return labelled(role.label, role.means)


class AccountForm(forms.ModelForm):
    """What all accounts have: a name that nobody had who edited, and a role."""

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email")
        field_classes = {"username": UsernameField}

    role = RoleField()

    def clean_username(self):
        """Refuse the name of somebody who edited: edits keep the names of who made them."""
        name = self.cleaned_data["username"]
        if name == self.initial.get("username"):
            return name
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody else has this name already."))
        if Edit.objects.filter(who=name).exists():
            raise forms.ValidationError(
                _("Somebody of this name edited already: their edits would seem to be of both.")
            )
        return name


class NewAccountForm(AccountForm):
    """A new colleague: who it is, their role, and a password typed twice or none yet."""

    password1 = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave both empty to be shown an address at which they set one themselves."),
    )
    password2 = forms.CharField(
        label=_("Password, once more"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self):
        cleaned = super().clean()
        typed, again = (cleaned.get(f"password{number}", "") for number in (1, 2))
        if typed != again:
            self.add_error("password2", _("The two passwords are not the same."))
        return cleaned

    def _post_clean(self):
        """Look at the password once it is known whose it is: it must not be like their name."""
        super()._post_clean()
        if typed := self.cleaned_data.get("password1"):
            try:
                password_validation.validate_password(typed, self.instance)
            except forms.ValidationError as refused:
                self.add_error("password1", refused)

    def save(self, commit=True):
        """Save the account, which may log in here."""
        self.instance.is_staff = True
        self.instance.set_password(self.cleaned_data["password1"] or None)
        return super().save(commit)


class KnownAccountForm(AccountForm):
    """An account that is there: nobody locks out themselves, or the last who keeps accounts."""

    class Meta(AccountForm.Meta):
        fields = (
            *AccountForm.Meta.fields,
            "password",
            "is_active",
            "is_staff",
            "is_superuser",
            "groups",
            "user_permissions",
        )

    role = RoleField(required=False, empty_label=_("No role"))
    password = ReadOnlyPasswordHashField(label=_("Password"))
    # Set by the screen: who changes the account.
    changed_by = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.held = set(self.instance.groups.values_list("name", flat=True))
        self.initial["role"] = Group.objects.filter(name__in=self.held & set(roles())).last()
        if "groups" in self.fields:
            others = Group.objects.exclude(name__in=roles())
            self.fields["groups"].queryset = others
            self.initial["groups"] = list(others.filter(user=self.instance))
            self.fields["groups"].label = _("Other groups")

    def clean(self):
        cleaned = super().clean()
        was_keeper = keepers().filter(pk=self.instance.pk).exists()
        is_given_up = was_keeper and not self._stays_keeper(cleaned)
        if is_given_up and (problem := problem_without(self.instance, self.changed_by)):
            raise forms.ValidationError(problem)
        return cleaned

    def _stays_keeper(self, cleaned):
        def now(name):
            return cleaned.get(name, getattr(self.instance, name))

        role = cleaned.get("role")
        is_keeper = now("is_superuser") or (role and role.name == ADMINISTRATOR)
        return now("is_active") and (now("is_staff") or bool(role)) and is_keeper


class PasswordForm(AdminPasswordChangeForm):
    """Another password for an account; those who keep accounts cannot be left without any."""

    # Django's own is English in every language: it is put together before one is known.
    usable_password_help_text = _(
        "Nobody can log in with an account that has no password. The present one is lost."
    )

    def clean(self):
        cleaned = super().clean()
        is_without = not self.cleaned_data["set_usable_password"]
        if is_without and keepers().filter(pk=self.user.pk).exists():
            sentence = _("Who keeps accounts needs a password to log in with.")
            self.add_error("usable_password", sentence)
        return cleaned


def problem_without(account, changed_by):
    """Return why an account cannot stop keeping accounts, None where it can."""
    if account == changed_by:
        return _("You would lock yourself out. Ask another administrator to do it.")
    if not keepers().exclude(pk=account.pk).exists():
        return _("Nobody would be left who can make accounts and give roles.")
    return None
