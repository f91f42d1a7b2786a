"""What merging two records changes, told before anything is written."""

from typing import NamedTuple

from django.db import models

from .merged_citations import Turned, turns
from .merged_rows import all_uses
from .merged_values import Difference, Side, differences
from .merging import reasons_against
from .uses import Use


class Consequence(NamedTuple):
    """What becomes of the sources of a value where one of the sides is chosen."""

    side: Side
    turned: list[Turned]


class MergePlan(NamedTuple):
    """In what two records differ, what moves from one to the other, and what stands against it."""

    lost: models.Model
    kept: models.Model
    differences: list[Difference]
    uses: list[Use]
    reasons_against: list[str]

    @property
    def consequences(self) -> dict[str, list[Consequence]]:
        """Return for each difference, by its name, what each choice has its sources say."""
        by_side = {side: self._turned(side) for side in Side}
        return {
            one.name: [
                Consequence(side, [each for each in found if each.citation.field in one.fields])
                for side, found in by_side.items()
                if side in one.choices
            ]
            for one in self.differences
        }

    def _turned(self, side: Side) -> list[Turned]:
        sides = {one.name: side if side in one.choices else one.initial for one in self.differences}
        both = (self.lost, self.kept)
        found = (each for record in both for each in turns(record, *both, sides))
        return [each for each in found if each.is_changed]


def plan(lost: models.Model, kept: models.Model) -> MergePlan:
    """Return what merging a record into another one changes."""
    return MergePlan(
        lost, kept, differences(lost, kept), all_uses(lost), reasons_against(lost, kept)
    )
