"""The form of a login: a name and a password, then a code where the account needs one."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate, get_user_model
from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.editing.second_factors import device_of, seconds_to_wait

SALT = "agreements.admin.login_form"
# Whoever gave the right password has so many seconds to give a code.
PATIENCE = 600
WRONG_CODE = _("This code is wrong, or was used already. Apps show another one each half minute.")


class LoginForm(AdminAuthenticationForm):
    """Asks for name and password; `passed` tells the next page, which asks for a code, whose."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
        help_text=_("Six digits that your app shows, or one of your recovery codes."),
    )
    passed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        text = self.data.get("passed", "")
        self.passed_by = who_passed(text)
        self.is_late = bool(text) and self.passed_by is None
        # What the page of the code carries; empty where none is asked for.
        self.next_step = text if self.passed_by else ""
        for name in ("username", "password") if self.passed_by else ("code", "passed"):
            del self.fields[name]

    @property
    def code_field(self):
        """Return the field of the code, which is asked for on the page after this one, too."""
        return forms.BoundField(self, self.base_fields["code"], "code")

    def is_valid(self):
        """Return whether somebody comes in; a right password alone may be no more than a step."""
        return super().is_valid() and (not self.next_step or self.passed_by is not None)

    def clean(self):
        if self.is_late:
            raise forms.ValidationError(_("The code came too late: log in once more."))
        if self.passed_by:
            self.look_at_code()
            return self.cleaned_data
        cleaned = super().clean()
        account = self.get_user()
        if account is not None and device_of(account):
            self.next_step = as_passed(account)
        return cleaned

    def look_at_code(self):
        """Let somebody in by a right code; a wrong one counts as a wrong password does."""
        code = self.cleaned_data.get("code", "")
        if not code:
            return
        if seconds := seconds_to_wait(self.passed_by, code):
            raise forms.ValidationError(has_to_wait(seconds))
        name = self.passed_by.get_username()
        who = {"username": name, "passed": self.passed_by, "code": code}
        self.user_cache = authenticate(self.request, **who)
        if self.user_cache is None:
            raise forms.ValidationError(WRONG_CODE)
        self.confirm_login_allowed(self.user_cache)


def has_to_wait(seconds: int) -> str:
    sentence = ngettext(
        "Wrong codes were typed before this one. Try again in %(seconds)s second.",
        "Wrong codes were typed before this one. Try again in %(seconds)s seconds.",
        seconds,
    )
    return sentence % {"seconds": seconds}


def as_passed(account) -> str:
    """Return a text that tells `who_passed` who gave the right password, for some minutes."""
    return signing.dumps([account.pk, _state(account)], salt=SALT)


def who_passed(text: str):
    """Return the account in such a text, None where it is too old or the password is another."""
    try:
        key, state = signing.loads(text, salt=SALT, max_age=PATIENCE)
    except signing.BadSignature:
        return None
    account = get_user_model().objects.filter(pk=key, is_active=True).first()
    return account if account and _state(account) == state else None


def _state(account) -> str:
    """Return what stands for the present password of an account, and leads back to nothing."""
    return salted_hmac(SALT, account.password, algorithm="sha256").hexdigest()
