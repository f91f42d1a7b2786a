"""Leads who prefers data to the address of it: each address has one form, which its suffix says."""

from http import HTTPStatus

from django.http import HttpResponseRedirect

from agreements.language_paths import asked_in, bare, language_of

HTML = "text/html"
# What a page of a list needs besides its choice, and a whole list does not have.
OF_PAGES = ("page", "page_size", "view")


class SeeOther(HttpResponseRedirect):
    """A redirect to what answers the same question at an address of its own."""

    status_code = HTTPStatus.SEE_OTHER


def led_to_data(request, formats):
    """Return the answer that leads to the data that a request prefers, None where to none."""
    found = preferred(request, formats)
    if found is None:
        return None
    parameters = request.GET.copy()
    for name in OF_PAGES:
        parameters.pop(name, None)
    parameters.update(asked_in(language_of(request.path)))
    address = f"{bare(request.path).rstrip('/')}.{found.extension}"
    return SeeOther(f"{address}?{parameters.urlencode()}" if parameters else address)


def preferred(request, formats):
    """Return the Format that a request prefers to a page, None where it takes a page.

    Who takes anything gets a page: a data format has to be named, and be wished for more than a
    page that is named too.
    """
    best, wished = None, (0.0, False)
    for found in formats:
        accepted = request.accepted_type(found.content_type.partition(";")[0])
        if accepted and accepted.sub_type != "*" and (accepted.quality, True) > wished:
            best, wished = found, (accepted.quality, True)
    page = request.accepted_type(HTML)
    if page and (page.quality, page.sub_type != "*") >= wished:
        return None
    return best
