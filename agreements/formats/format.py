"""What a data format is."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Model

from agreements.lists.answer import Answer
from agreements.nouns.schema_org import Told

# Makes an absolute address of a local one.
Absolute = Callable[[str], str]


class Format(NamedTuple):
    """A data format: its extension in addresses, its media type, and what writes it.

    `of_record` writes what is told of a record, `of_list` the Answer that a page of a list shows.
    """

    extension: str
    content_type: str
    of_record: Callable[[Model, Told], str]
    of_list: Callable[[Answer, Absolute], str]
