"""Headers that go with every answer and tell a browser what a page may do."""

import re

from csp.middleware import CSPMiddleware
from django.conf import settings

SWITCHED_OFF = ("browsing-topics", "camera", "geolocation", "microphone", "payment", "usb")
TEXT = re.compile(r"(?:text/|[^;]*[/+]xml$)[^;]*$")
PERMISSIONS = ", ".join(f"{feature}=()" for feature in SWITCHED_OFF)


class ContentSecurityPolicy(CSPMiddleware):
    """Says what a page may load: nothing but style and images, in the admin scripts too."""

    def get_policy_parts(self, request, response, report_only=False):
        """Return the policy's parts, those of the admin for its screens."""
        parts = super().get_policy_parts(request, response, report_only)
        match = request.resolver_match
        if match and match.app_name == "admin" and not report_only:
            parts.update = settings.ADMIN_MAY_LOAD
        return parts


def browser_limits(get_response):
    """Switch off devices that no page uses, and keep other sites from embedding what is here.

    A text also says how its letters are encoded, so that no browser guesses.
    """

    def with_limits(request):
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        if TEXT.match(kind := response.headers.get("Content-Type", "")):
            response.headers["Content-Type"] = f"{kind}; charset=utf-8"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return with_limits
