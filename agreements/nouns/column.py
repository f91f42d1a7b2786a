"""What a column of published data is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.functional import Promise


class Kind(StrEnum):
    """What the values of a column are; the words are those of Frictionless Data's Table Schema."""

    TEXT = "string"
    WHOLE_NUMBER = "integer"
    NUMBER = "number"
    YES_NO = "boolean"
    DAY = "date"
    MOMENT = "datetime"
    LIST = "list"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of published data: its name, what stands in it, in words and for programs.

    The name is the same in every language and keeps its meaning for ever. `means` is a whole
    sentence of the codebook, `term` the address of a term of another vocabulary that means the
    same. `choices` are those of a column of codes. `field` is the field of a model that it tells.
    Its value stands at the first of the `paths`, in Django's notation, or is `made` of the row,
    which has all that stands there. That of a `LIST` is a list of texts. One that `is_repeated`
    says what is said elsewhere already: it follows from rows of other records, or the change log.
    A label has what the record is called to which the link `names` leads, in the language that
    data is asked for in.
    """

    name: str
    means: Promise | str
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, Promise], ...] = ()
    term: str = ""
    field: str = ""
    paths: tuple[str, ...] = ()
    made: Callable[[Any], Any] | None = None
    is_required: bool = False
    is_unique: bool = False
    is_repeated: bool = False
    names: str = ""

    @property
    def codes(self) -> dict[str, str]:
        """Return the label of each code, in the language of the page; none of other columns."""
        return {code: str(label) for code, label in self.choices}

    @cached_property
    def value(self) -> Callable[[Any], Any]:
        """Return the function that gives its value of a row."""
        path = next(iter(self.paths), "")
        return self.made or (lambda row: row.own[path])
