"""What a browser complains of while it shows pages."""

import re

# What a page had not loaded yet when its reader went on to another.
LEFT = "net::ERR_ABORTED"


class Witness:
    """Notes messages on the console, errors of scripts, and requests that failed or left the site.

    `pardon` names the address of a page that is meant to answer with an error.
    """

    def __init__(self, site):
        self.site = site
        self.faults = []
        self._pardoned = set()

    def pardon(self, address):
        """Let the browser say that the page at an address answered with an error."""
        self._pardoned.add(self.site + address)

    def watch(self, context):
        """Take note of what happens on all pages of a browser context."""
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self._note("script", error.error))
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_failure)

    def _note(self, kind, what):
        self.faults.append(f"{kind}: {what}")

    def _on_console(self, message):
        if message.location["url"] not in self._pardoned:
            self._note(f"console {message.type}", f"{message.location['url']} {message.text}")

    def _on_request(self, request):
        if not re.match(rf"{re.escape(self.site)}/|data:|blob:", request.url):
            self._note("elsewhere", request.url)

    def _on_failure(self, request):
        if request.failure != LEFT:
            self._note("failed", f"{request.url} {request.failure}")
