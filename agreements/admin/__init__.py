"""The editing screens, a file per noun."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import (
    agreement,
    alliance,
    country,
    edit_pages,
    event,
    institution,
    person,
    place,
    project,
    publisher,
    sector,
    source,
)

__all__ = [
    "agreement",
    "alliance",
    "country",
    "edit_pages",
    "event",
    "institution",
    "person",
    "place",
    "project",
    "publisher",
    "sector",
    "source",
]

admin.site.site_header = "Coop"
admin.site.site_title = "Coop"
admin.site.index_title = _("Edit the register")
