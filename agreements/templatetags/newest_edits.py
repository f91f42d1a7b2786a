"""The newest edits, for the first page of the admin."""

from django import template

from agreements.admin.edit_words import edits_in_words
from agreements.models import Edit

register = template.Library()


@register.simple_tag
def newest_edits(number=10):
    """Return the newest edits of all who work here, each with what it changed in words."""
    edits = list(Edit.objects.order_by("-pk")[:number])
    words = edits_in_words(edits)
    for edit in edits:
        edit.words = words.get(edit.pk, "")
    return edits
