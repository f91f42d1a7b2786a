"""By what records are filtered and counted that is another thing on every day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from django.db.models import Expression, Model
from django.utils import formats
from django.utils.functional import Promise

from agreements.models.heard import heard_expression
from agreements.models.term import in_force_expression

from .facets import ChoiceFacet


@dataclass(frozen=True, kw_only=True)
class DatedFacet(ChoiceFacet):
    """A facet of what is another thing on every day: that of today, where `day` is None."""

    is_dated: ClassVar[bool] = True
    may_lack: ClassVar[bool] = False
    dated_label: Promise
    day: date | None = None

    def on(self, day: date | None) -> Self:
        if day is None:
            return self
        label = self.dated_label % {"day": formats.date_format(day, "DATE_FORMAT")}
        return replace(self, day=day, label=label)

    def is_single(self, model: type[Model]) -> bool:
        return False

    def sort_key(self, count: int) -> tuple:
        """Return nothing: the choices stand in their order, whichever is more frequent."""
        return ()


@dataclass(frozen=True, kw_only=True)
class TermFacet(DatedFacet):
    """A facet of whether records are in force on a day."""

    needs_label: ClassVar[bool] = True

    @property
    def depends_on(self) -> tuple[str, ...]:
        term = ("starts_on", "starts_precision", "ends_on", "ends_precision", "is_open_ended")
        return (*term, "status")

    @property
    def expression(self) -> Expression:
        return in_force_expression(self.day)


@dataclass(frozen=True, kw_only=True)
class HeardFacet(DatedFacet):
    """A facet of whether a source wrote of records in the two years before a day, or since."""

    @property
    def depends_on(self) -> tuple[str, ...]:
        return ("citations__source__published_on", "citations__source__published_precision")

    @property
    def expression(self) -> Expression:
        return heard_expression(self.day)
