"""What a data format is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise

from agreements.nouns import Noun

from .described import Described
from .listing import Listing


@dataclass(frozen=True, kw_only=True)
class Format:
    """A data format: its extension in addresses, its media type, and what writes it.

    Its `label` is that of links to it; where that is in words, `standard` is its own name.
    `of_record` writes one record, `of_list` the Listing of a list, in parts; where one of them is
    missing there is no such data. `options` are the parameters that it takes besides those of the
    list, each by what makes its field for a noun, if it has one. A format that `is_whole` holds all
    records that are chosen, others a page of them; `too_large` says of a Listing why it cannot; one
    that `is_feed` has those that changed last. One that `is_short` is so however many they are, one
    that `is_spooled` is sent once all of it is made. What `is_saved` is offered as a file. One that
    tells numbers alone says by `counted`, of what it is asked, the facets by which chosen records
    are to be counted. Where it does not suit a noun, there is no such data of it.
    """

    extension: str
    content_type: str
    label: Promise | str
    standard: str = ""
    of_list: Callable[[Listing], Iterable[bytes]] | None = None
    of_record: Callable[[Described], bytes] | None = None
    options: Mapping[str, Callable[[Noun], forms.Field | None]] = field(default_factory=dict)
    is_whole: bool = False
    is_feed: bool = False
    is_short: bool = False
    too_large: Callable[[Listing], str] = lambda _listing: ""
    is_spooled: bool = False
    is_saved: bool = False
    counted: Callable[[Mapping[str, Any]], Iterable[str]] | None = None
    suits: Callable[[Noun], bool] = lambda _noun: True

    @property
    def in_short(self) -> str:
        """Return what it is called among other formats, in all languages alike."""
        return self.standard or str(self.label)

    @property
    def tells_lists(self) -> bool:
        return self.of_list is not None

    @property
    def tells_records(self) -> bool:
        return self.of_record is not None

    @property
    def has_pages(self) -> bool:
        """Return whether it tells a page of a list at a time."""
        return not (self.is_whole or self.is_feed or self.counted)
