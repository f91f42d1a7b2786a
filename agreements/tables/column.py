"""What a column of published data is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models.enums import ChoicesType
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
    same. `choices` are those of a column of codes. Its value is what stands at `path`, in Django's
    notation, or what is `made` of the row's other values; one of a `LIST` is a list of texts.
    """

    name: str
    means: Promise | str
    kind: Kind = Kind.TEXT
    choices: ChoicesType | None = None
    term: str = ""
    path: str = ""
    made: Callable[[Mapping[str, Any]], Any] | None = None
    is_required: bool = False
    is_unique: bool = False

    @property
    def codes(self) -> dict[str, str]:
        """Return the label of each code, in the language of the page; none of other columns."""
        return {code: str(label) for code, label in self.choices.choices} if self.choices else {}
