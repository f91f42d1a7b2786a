"""What a data format is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.utils.functional import Promise

from agreements.nouns import Noun

from .described import Described
from .listing import Listing


@dataclass(frozen=True, kw_only=True)
class Format:
    """A data format: its extension in addresses, its media type, and what writes it.

    `of_record` writes one record, `of_list` the Listing of a list, in parts; where one of them is
    missing there is no such data. `options` are the parameters that it takes besides those of the
    list, each by what makes its field for a noun. A format that `is_whole` holds all records that
    are chosen, of which there may be `max_records`, others a page of them. One that `is_spooled` is
    sent once all of it is made. What `is_saved` is offered as a file.
    """

    extension: str
    content_type: str
    label: Promise | str
    of_list: Callable[[Listing], Iterable[bytes]] | None = None
    of_record: Callable[[Described], bytes] | None = None
    options: Mapping[str, Callable[[Noun], forms.Field]] = field(default_factory=dict)
    is_whole: bool = False
    max_records: int | None = None
    is_spooled: bool = False
    is_saved: bool = False
