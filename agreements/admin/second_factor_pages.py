"""The page on which somebody begins to need a code at each login, or stops to."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from agreements.editing.second_factors import (
    ByCode,
    device_of,
    end_logins,
    recovery_codes_left,
    remove,
    secret_of,
)
from agreements.plots.qr_code import qr_code

from .kept_forms import FIELD, LOOK, read
from .second_factor_forms import TurnOffForm, TurnOnForm

BY_CODE = f"{ByCode.__module__}.{ByCode.__qualname__}"
# What somebody may open who needs a code and has none yet.
OPEN = ("second_factor", "password_change", "password_change_done", "logout", "jsi18n")


class SecondFactorPages:
    """Second factors of logins: optional, or required of everybody who logs in."""

    def get_urls(self):
        view = self.admin_view(self.second_factor_view)
        return [path("second-factor/", view, name="second_factor"), *super().get_urls()]

    def lacks_second_factor(self, request) -> bool:
        """Return whether somebody has logged in without a code where one is required."""
        if not settings.SECOND_FACTOR_IS_REQUIRED or not self.has_permission(request):
            return False
        is_open = request.resolver_match.url_name in OPEN
        return not is_open and request.session[BACKEND_SESSION_KEY] != BY_CODE

    def second_factor_view(self, request):
        """Turn codes on or off; whoever turns them on is shown recovery codes, once."""
        if device_of(request.user):
            return self._turn_off(request)
        form = TurnOnForm(request, request.POST or None)
        kept = read(request.POST.get(FIELD, ""))
        if not form.is_valid():
            return self._set_up_page(request, form, kept)
        self._log_in_anew(request, BY_CODE)
        end_logins(request.user, but=request.session.session_key)
        context = {
            "title": _("Recovery codes"),
            "codes": form.recovery_codes,
            "kept": kept,
            "look": LOOK,
        }
        return self._second_factor_page(request, "recovery_codes", context)

    def set_up_page(self, request, kept):
        """Show somebody who needs a code how to have one; what was sent meanwhile is kept."""
        return self._set_up_page(request, TurnOnForm(request), kept)

    def _set_up_page(self, request, form, kept):
        uri = form.device.config_url
        context = {
            "title": _("Log in with a code, too"),
            "form": form,
            "is_required": settings.SECOND_FACTOR_IS_REQUIRED,
            "qr_code": qr_code(uri),
            "secret": secret_of(form.device),
            "uri": uri,
            "kept": kept.signed() if kept else "",
        }
        return self._second_factor_page(request, "second_factor", context)

    def _turn_off(self, request):
        form = TurnOffForm(request, request.POST or None)
        if form.is_valid():
            remove(request.user)
            self._log_in_anew(request, settings.AUTHENTICATION_BACKENDS[1])
            end_logins(request.user, but=request.session.session_key)
            messages.success(request, _("From now on you log in with your password alone."))
            return HttpResponseRedirect(reverse("admin:second_factor"))
        context = {
            "title": _("You log in with a code"),
            "form": form,
            "left": recovery_codes_left(request.user),
        }
        return self._second_factor_page(request, "second_factor_on", context)

    def _log_in_anew(self, request, backend):
        """Have the login go on in a new session, as one with a code or without."""
        request.session[BACKEND_SESSION_KEY] = backend
        request.session.cycle_key()

    def _second_factor_page(self, request, template, context):
        request.current_app = self.name
        context = {**self.each_context(request), **context}
        response = TemplateResponse(request, f"admin/agreements/{template}.html", context)
        add_never_cache_headers(response)
        return response
