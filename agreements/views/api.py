"""What the register offers to programs: as OpenAPI, as a page, and where both are."""

import json

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.api.document import document, example_of
from agreements.api.query_parameters import SINCE, parameters
from agreements.formats import FORMATS
from agreements.language_paths import for_programs
from agreements.nouns import AGREEMENT, LISTED

from .data import Data
from .data_answers import unknown_errors
from .metadata import made
from .page import Page

TITLE = _("Data for programs")
SENTENCE = _("Every list and every record of the register as data, without a key.")
# RFC 9727 and RFC 9264.
LINKSET = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
CATALOG = "/.well-known/api-catalog"


class Description(Data, Page):
    """What says what there is; it takes no parameter."""

    def get(self, request, *args, **kwargs):
        """Answer with the description, or with 400 and what the address asks for in vain."""
        if errors := unknown_errors(request.GET):
            return self.refused(errors[0]["detail"], errors)
        return self.described(request)


class ApiDocument(Description):
    """The OpenAPI document."""

    def described(self, request):
        text = json.dumps(document(request.build_absolute_uri), ensure_ascii=False, indent=1)
        return HttpResponse(text, content_type="application/json")


class ApiCatalog(Description):
    """Where the API of the register and what is said of it are, at the address of RFC 9727."""

    def described(self, request):
        """Return the answer that tells of the one API that there is."""
        absolute = request.build_absolute_uri
        described = absolute(reverse("agreements:openapi"))
        catalog = {
            "anchor": absolute(reverse("agreements:home")),
            "service-desc": [{"href": described, "type": "application/json"}],
            "service-doc": [{"href": absolute(reverse("agreements:api")), "type": "text/html"}],
        }
        response = HttpResponse(json.dumps({"linkset": [catalog]}), content_type=LINKSET)
        response.headers["Link"] = f'<{CATALOG}>; rel="api-catalog"'
        return response


class ApiPage(Page):
    """What there is for programs, on a page to read."""

    template_name = "agreements/api.html"

    def get_context_data(self, **context):
        """Return the lists with their parameters, and addresses for examples."""
        absolute = for_programs(self.request)
        return super().get_context_data(
            title=TITLE,
            metadata=made(self.request, TITLE, SENTENCE),
            formats=FORMATS.values(),
            nouns=[(noun, example_of(noun), all_parameters(noun)) for noun in LISTED],
            since=SINCE,
            whole=absolute(f"/{AGREEMENT.plural}.csv"),
            page=absolute(f"/{AGREEMENT.plural}.json"),
            changes=absolute(reverse("agreements:changes")),
            **context,
        )


def all_parameters(noun):
    """Return [(parameter, formats that take it)] of a list, those that all take without formats."""
    lists = [one for one in FORMATS.values() if one.of_list and one.suits(noun)]
    taken = {}
    for data_format in lists:
        for parameter in parameters(noun, data_format):
            taken.setdefault(parameter.name, (parameter, []))[1].append(data_format.in_short)
    return [
        (parameter, [] if len(formats) == len(lists) else formats)
        for parameter, formats in taken.values()
    ]
