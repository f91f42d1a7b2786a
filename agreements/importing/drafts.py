"""What a sheet would make: records and what belongs to them, none of them saved yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from agreements.editing.future_days import future_problem
from agreements.models import Agreement, Alliance, Citation, Event, Institution, Place, Source

from .matching import Likely

# The models that look at several fields together.
WITH_RULES = (Agreement, Alliance, Event, Institution, Place, Source)


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong in a cell: the file, the row's number in it, the column, and the reason."""

    file: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, {self.column}: {self.reason}"


@dataclass(frozen=True)
class Choice:
    """A name that may mean a record that is here: `answer` is its primary key, "new" or "".

    It is taken over where it was given in an earlier row, for the same text.
    """

    file: str
    row: int
    column: str
    text: str
    likely: tuple[Likely, ...]
    answer: str = ""
    is_taken_over: bool = False

    @property
    def key(self) -> tuple[str, int, str, str]:
        return (self.file, self.row, self.column, self.text)


@dataclass
class Drafts:
    """Records that are to be made, in an order in which they can be saved; and what is wrong."""

    records: list[models.Model] = field(default_factory=list)
    changed: list[models.Model] = field(default_factory=list)
    links: list[tuple[models.Model, str, list]] = field(default_factory=list)
    replaced: list[tuple[models.Model, str, list]] = field(default_factory=list)
    items: list[models.Model] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    def cite(
        self, record: models.Model, about: str, cited: "Cited", claim: str, /, **more: object
    ) -> None:
        """Have a source speak of a record as a whole, or of one of its fields."""
        citation = Citation(
            source=cited.source, locator=cited.locator, field=about, claim=claim, **more
        )
        setattr(citation, record._meta.model_name, record)
        self.citations.append(citation)


@dataclass(frozen=True)
class Cited:
    """A source, and where in it something stands; words alone, or nothing."""

    source: Source
    locator: str = ""


def faults(record: models.Model) -> Mapping[str, Iterable[str]]:
    """Return what a form would refuse of a record that may lead to unsaved ones, by its fields."""
    exclude = {"ref", *_leading_to_unsaved(record)}
    found: dict[str, list[str]] = {}
    checks = [record.clean_fields, record.validate_unique]
    if isinstance(record, WITH_RULES):
        checks.append(lambda exclude: record.clean())
    if isinstance(record, Agreement) and (record.starts_on or record.ends_on):
        # Each rule is a query. What sheets can break besides, cells are read for.
        checks.append(record.validate_constraints)
    for check in checks:
        try:
            check(exclude=exclude)
        except ValidationError as error:
            messages = (
                error.message_dict
                if hasattr(error, "error_dict")
                else {NON_FIELD_ERRORS: error.messages}
            )
            for name, sentences in messages.items():
                found.setdefault(name, []).extend(sentences)
            exclude |= messages.keys()
    for name in getattr(record, "DAYS", ()):
        if problem := future_problem(record, name):
            found.setdefault(name, []).append(str(problem))
    return found


def _leading_to_unsaved(record: models.Model) -> Iterable[str]:
    for own in record._meta.concrete_fields:
        if own.is_relation and own.is_cached(record):
            target = own.get_cached_value(record)
            if target is not None and target._state.adding:
                yield own.name
