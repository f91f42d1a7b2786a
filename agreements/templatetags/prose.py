"""How prose is set on a page: what stands between its sentences, and what no line parts."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from agreements.punctuation import in_sequence

# A mark that has a space of its own, and what follows it; elements may end between.
AFTER_MARK = re.compile(r"[。：！？](?:\s|</[a-z]+>)+")
# Days, tags of languages, names of formats: browsers take each hyphen for the end of a line.
WITH_HYPHENS = re.compile(r"(?<![\w-])(?:\d+(?:-\w+)+|[A-Za-z]+(?:-[A-Z0-9]\w*)+)", re.ASCII)

register = template.Library()


@register.simple_block_tag
def sentences(content):
    """Show sentences and links with what their language has between them: nothing in Chinese."""
    if in_sequence(("", "")):
        return content
    # What is filled in has been escaped.
    return mark_safe(AFTER_MARK.sub(lambda found: "".join(found[0].split()), content))  # noqa: S308


@register.filter
def unbroken(text):
    """Return a text as HTML whose days and tags of languages stay on one line: 2024-09-17."""
    whole = WITH_HYPHENS.sub(r'<span class="unbroken">\g<0></span>', conditional_escape(text))
    # It has been escaped.
    return mark_safe(whole)  # noqa: S308
