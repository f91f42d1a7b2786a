"""What a reader gets to see of an answer."""

import html
import re


def text(response):
    """Return the words of a page."""
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(page).split())
