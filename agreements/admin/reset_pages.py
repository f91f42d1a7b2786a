"""The pages on which somebody sets a password without knowing one: by a link that works once."""

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import (
    PasswordResetCompleteView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.http import Http404, HttpResponse
from django.urls import path, reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.editing.letters import letter, send_meanwhile

from .login_brake import count_letter
from .storable import readable

VALID_DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
TITLE = gettext_lazy("Set a new password")


class LetterForm(PasswordResetForm):
    """Sends a link to each account of an e-mail address, and tells nobody whether there is one."""

    def save(self, *, request, **_options):
        for account in self.get_users(self.cleaned_data["email"]):
            send_meanwhile(_letter_to(account, link_of(request, account)))


class ResetPages:
    """A password is set anew by a link: from a letter, or handed over to a new colleague."""

    def get_urls(self):
        pages = [
            path("password-reset/", self.reset_view, name="password_reset"),
            path("password-reset/sent/", self.reset_sent_view, name="password_reset_done"),
            path("password-reset/set/", self.reset_set_view, name="password_reset_complete"),
            path("password-reset/<uidb64>/<token>/", self.reset_link_view, name="reset_link"),
        ]
        return [*pages, *super().get_urls()]

    def reset_view(self, request):
        """Ask for an e-mail address, and send a letter there if it is that of an account."""
        if not settings.EMAIL_HOST:
            raise Http404(_("This register sends no letters: ask whoever keeps accounts."))
        request.POST = readable(request.POST)
        if request.method == "POST" and count_letter(request):
            # What stands in its place is the brake's answer.
            return HttpResponse(status=429)
        options = {
            "form_class": LetterForm,
            "success_url": reverse_lazy("admin:password_reset_done"),
        }
        return self._reset_page(request, PasswordResetView, "reset_asked", **options)

    def reset_sent_view(self, request):
        return self._reset_page(request, PasswordResetDoneView, "reset_sent")

    def reset_link_view(self, request, uidb64, token):
        """Have somebody set a password by a link; a code is asked for at the login that follows."""
        view, told = PasswordResetConfirmView, {"uidb64": uidb64, "token": token}
        options = {"success_url": reverse_lazy("admin:password_reset_complete")}
        return self._reset_page(request, view, "reset_link", told, **options)

    def reset_set_view(self, request):
        return self._reset_page(request, PasswordResetCompleteView, "reset_set")

    def _reset_page(self, request, view, template, told=None, **options):
        request.current_app = self.name
        context = {**self.each_context(request), "title": TITLE, "days": VALID_DAYS}
        name = f"admin/agreements/{template}.html"
        # Django would call the page by a title of its own.
        options |= {"template_name": name, "title": TITLE, "extra_context": context}
        return view.as_view(**options)(request, **(told or {}))


def link_of(request, account) -> str:
    """Return the address at which an account gets a password: once, for some days."""
    key = urlsafe_base64_encode(force_bytes(account.pk))
    token = default_token_generator.make_token(account)
    return request.build_absolute_uri(reverse("admin:reset_link", args=[key, token]))


def _letter_to(account, link):
    lines = [
        _("Somebody asked for a new password of the account “%(name)s”. Set it here:")
        % {"name": account.get_username()},
        link,
        "",
        _("The address works once, for %(days)s days.") % {"days": VALID_DAYS},
        _("If it was not you who asked, you need do nothing."),
    ]
    return letter(account.email, _("A new password for the register"), lines)
