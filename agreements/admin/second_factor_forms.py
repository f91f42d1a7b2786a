"""The forms by which somebody begins to need a code at each login, and stops to."""

from django import forms
from django.contrib.auth import authenticate
from django.core import signing
from django.utils.translation import gettext_lazy as _

from agreements.editing.second_factors import (
    new_device,
    seconds_to_wait,
    takes,
    turn_on,
)

from .login_form import WRONG_CODE, has_to_wait

SALT = "agreements.admin.second_factor_forms"
# A secret that was shown is taken for so many seconds.
PATIENCE = 3_600


class ConfirmForm(forms.Form):
    """A password and a code, which nobody has who found a screen left open."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        """Refuse a wrong password, which counts as one at a login does."""
        password, name = self.cleaned_data["password"], self.request.user.get_username()
        if authenticate(self.request, username=name, password=password) is None:
            raise forms.ValidationError(_("This is not your password."))
        return password

    def clean(self):
        """Look at the code once the password is right."""
        if not self.errors:
            self.look_at_code(self.cleaned_data["code"])
        return self.cleaned_data

    def look_at_code(self, code):
        raise NotImplementedError


class TurnOnForm(ConfirmForm):
    """Takes a secret that a page has shown; `recovery_codes` are there once it is kept."""

    secret = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, request, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.device = _shown(request.user, self.data.get("secret", ""))
        self.is_late = self.is_bound and self.device is None
        self.device = self.device or new_device(request.user)
        self.recovery_codes = []

    @property
    def carried(self) -> str:
        """Return the secret as the page sends it along, so that nobody else can choose it."""
        return signing.dumps([self.request.user.pk, self.device.key], salt=SALT)

    def look_at_code(self, code):
        if self.is_late:
            raise forms.ValidationError(
                _("This page was open for too long: it shows another secret now. Begin again.")
            )
        self.recovery_codes = turn_on(self.device, code)
        if not self.recovery_codes:
            self.add_error("code", WRONG_CODE)


class TurnOffForm(ConfirmForm):
    """Takes the password, and a code of the app or a recovery code."""

    def look_at_code(self, code):
        account = self.request.user
        if seconds := seconds_to_wait(account, code):
            self.add_error("code", has_to_wait(seconds))
        elif not takes(account, code):
            self.add_error("code", WRONG_CODE)


def _shown(account, text: str):
    """Return the device of a secret that was shown to somebody, None where it is too old."""
    try:
        owner, key = signing.loads(text, salt=SALT, max_age=PATIENCE)
    except signing.BadSignature:
        return None
    return new_device(account, key) if owner == account.pk else None
