"""The admin as a whole: who comes in, and what becomes of a form that finds no login."""

from functools import update_wrapper
from time import time

from django.conf import settings
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django.views.csrf import csrf_failure as refuse

from agreements.models import AccountLanguage
from agreements.program_version import version

from .autocompletes import LabelledChoices
from .chosen_language import keep_in_browser
from .desk_pages import DeskPages
from .import_pages import ImportPages
from .kept_forms import LOOK, kept_form
from .login_form import LoginForm
from .reset_pages import ResetPages
from .second_factor_pages import SecondFactorPages

# How Django's reasons begin where a form came from here, but from another login.
STALE = "CSRF "
# When a session was last used, in seconds, as it is noted in it; and how exactly.
USED = "used_at"
NOW_AND_THEN = 600


class RegisterSite(DeskPages, ImportPages, SecondFactorPages, ResetPages, admin.AdminSite):
    """Screens for editors; a form that is sent without a login is not lost."""

    login_form = LoginForm

    site_header = site_title = "Coop"
    index_title = _("Edit the register")

    def each_context(self, request):
        """Return what every screen is made with; the version stands at the foot of each."""
        may_reset = bool(settings.EMAIL_HOST)
        return {**super().each_context(request), "program": version(), "may_reset": may_reset}

    def admin_view(self, view, cacheable=False):
        """Let nobody in without a login, and keep what they sent."""
        guarded = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if not self.has_permission(request) and (kept := kept_form(request)):
                return self.ask_for_login(request, kept)
            if self.lacks_second_factor(request):
                return self.set_up_page(request, kept_form(request))
            stay_logged_in(request)
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, guarded)

    def login(self, request, extra_context=None):
        """Log somebody in, and go on in the language of their account.

        Where a form was kept, it is shown to them instead of leading on.
        """
        kept = kept_form(request)
        response = super().login(request, {**(extra_context or {}), **_carried(kept)})
        has_come_in = isinstance(response, HttpResponseRedirect) and self.has_permission(request)
        if not has_come_in:
            return response
        if request.method == "POST":
            # Django keeps the session of whoever logs in a second time.
            request.session.cycle_key()
        if self.lacks_second_factor(request):
            response = self.set_up_page(request, kept)
        elif kept:
            response = self.offer(request, kept, status=200)
        if language := AccountLanguage.objects.chosen_by(request.user):
            translation.activate(language)
            keep_in_browser(response, language)
        return response

    def ask_for_login(self, request, kept, status=403, **context):
        """Show the form of a login that carries what was kept, if anything."""
        return self._page(
            request,
            "admin/login.html",
            {
                "title": _("Log in"),
                "subtitle": None,
                "app_path": reverse("admin:login"),
                "username": request.user.get_username(),
                "next": kept.address if kept else reverse("admin:index"),
                "form": LoginForm(request),
                **_carried(kept),
                **context,
            },
            status,
        )

    def offer(self, request, kept, status=403):
        """Show what was kept, to be sent again by a click: another site may have sent it."""
        return self._page(
            request,
            "admin/agreements/send_again.html",
            {"title": _("Nothing was saved yet"), "kept": kept, "look": LOOK},
            status,
        )

    def logout(self, request, extra_context=None):
        """End a login, and have the browser forget what it was shown."""
        response = super().logout(request, extra_context)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def autocomplete_view(self, request):
        return LabelledChoices.as_view(admin_site=self)(request)

    def _page(self, request, template, context, status):
        request.current_app = self.name
        context = {**self.each_context(request), **context}
        response = TemplateResponse(request, template, context, status=status)
        add_never_cache_headers(response)
        return response


def stay_logged_in(request):
    """Have a login last from now on; written down now and then only, as each time is a write."""
    now = time()
    if not request.user.is_authenticated:
        return
    logged_in = request.user.last_login
    used = request.session.get(USED, logged_in.timestamp() if logged_in else 0)
    if now - used > NOW_AND_THEN:
        request.session[USED] = now


def _carried(kept):
    """Return what the page of a login needs to carry a form, None for none."""
    return {"kept": kept.signed(), "is_kept": True} if kept else {}


def csrf_failure(request, reason=""):
    """Give back what was sent by a form that is older than the login; else refuse it.

    It was not sent by a page of this login, so it is not done but shown. What a browser says to
    come from elsewhere is not even shown.
    """
    match, site = request.resolver_match, admin.site
    is_ours = reason.startswith(STALE) and match and match.app_name == "admin"
    kept = kept_form(request) if is_ours else None
    if not kept:
        return refuse(request, reason)
    if site.has_permission(request):
        return site.offer(request, kept)
    return site.ask_for_login(request, kept)
