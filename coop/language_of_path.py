"""In which language a request is answered: its path says so, and nothing that a browser sends."""

import re
from contextlib import contextmanager
from http import HTTPStatus

from django.conf import settings
from django.shortcuts import redirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.http import escape_leading_slashes

from agreements.language_paths import OWN, OWN_NAMES, PARAMETER, bare, in_language, language_of
from coop.compression import is_page

# A first part such as /ru, /RU, /zh-cn or /zh_Hans; no other address of the register has one.
CODE = re.compile(r"/([a-z]{2}(?:[-_][a-z]{2,4}){0,2})(?=/|\Z)", re.ASCII | re.IGNORECASE)
EDITING = "/admin/"
READING = ("GET", "HEAD")


class LanguageOfPath:
    """Answers in the language that the path begins with, by the addresses of that language.

    What follows the language is found as if it stood alone, and `reverse()` leads to the same
    language again. The screens of editors are in the language that each of them has chosen.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if meant := meant_by(request.path_info):
            return led(request, meant)
        of_path = language_of(request.path_info)
        request.path_info = bare(request.path_info)
        language = chosen(request) if request.path_info.startswith(EDITING) else of_path
        with below(of_path), translation.override(language):
            response = self.get_response(request)
            # A login goes on in the language of the account.
            language = translation.get_language()
        if is_page(response) or response.status_code == HTTPStatus.NOT_MODIFIED:
            response.headers.setdefault("Content-Language", language)
        return response

    def process_view(self, request, view, _args, _kwargs):
        """Lead from what programs ask for in the path of a language to its one address."""
        view_class, language = getattr(view, "view_class", None), language_of(request.path)
        if language == OWN or getattr(view_class, "has_languages", False):
            return None
        query = request.GET.copy()
        if getattr(view_class, "takes_language", False):
            query.setdefault(PARAMETER, language)
        return led(request, bare(request.path), query.urlencode())


def meant_by(path):
    """Return the path that one with another way to write a language means, None where it is right.

    English has no code in any path.
    """
    found = CODE.match(path)
    if found is None:
        return None
    try:
        language = translation.get_supported_language_variant(found[1].lower().replace("_", "-"))
    except LookupError:
        return None
    right = in_language(path[found.end() :] or "/", language)
    return None if right == path else right


def led(request, path, query=None):
    """Return the answer that leads to a path of this site for good, what was sent along with it."""
    query = iri_to_uri(request.META.get("QUERY_STRING", "")) if query is None else query
    address = escape_leading_slashes(escape_uri_path(path)) + (f"?{query}" if query else "")
    return redirect(address, permanent=True, preserve_request=request.method not in READING)


def chosen(request):
    """Return the language that an editor has chosen for the screens, as the browser keeps it."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return code if code in OWN_NAMES else OWN


@contextmanager
def below(language):
    """Have addresses within the block begin with a language."""
    before = get_script_prefix()
    set_script_prefix(in_language(before, language))
    try:
        yield
    finally:
        set_script_prefix(before)
