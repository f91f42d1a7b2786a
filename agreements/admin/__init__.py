"""The editing screens, a file per noun."""

from . import (
    accounts,
    agreement,
    alliance,
    country,
    edit_pages,
    event,
    institution,
    person,
    place,
    project,
    proposals,
    publisher,
    sector,
    source,
)

__all__ = [
    "accounts",
    "agreement",
    "alliance",
    "country",
    "edit_pages",
    "event",
    "institution",
    "person",
    "place",
    "project",
    "proposals",
    "publisher",
    "sector",
    "source",
]
