"""The language of the screens: the account keeps it, and a cookie tells it to the login."""

from django.conf import settings
from django.views.i18n import LANGUAGE_QUERY_PARAMETER, set_language

from agreements.language_paths import OWN_NAMES
from agreements.models import AccountLanguage


def choose_language(request):
    """Lead back to the screen in the language that was chosen; who is logged in finds it kept."""
    code = request.POST.get(LANGUAGE_QUERY_PARAMETER)
    if code in OWN_NAMES and request.user.is_authenticated:
        chosen = {"language": code}
        AccountLanguage.objects.update_or_create(account=request.user, defaults=chosen)
    return set_language(request)


def keep_in_browser(response, language):
    """Have a browser ask for the screens in a language, as `set_language` does."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
