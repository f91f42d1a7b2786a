"""What a reader gets to see of an answer."""

import html
import re


def words(markup):
    """Return the words of a piece of HTML, one space between them."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def text(response):
    """Return the words of a page."""
    return words(response.content.decode())
