"""What came of a fault, as a line of the table."""

from typing import NamedTuple


class Outcome(NamedTuple):
    """What was done, how many saves were acknowledged and lost, and what was wrong."""

    fault: str
    database: str
    acknowledged: int
    lost: int
    wrong: list[str]
    told: str

    @property
    def is_good(self):
        return not self.lost and not self.wrong

    def line(self):
        verdict = "; ".join(self.wrong) or "-"
        cells = (self.fault, self.database, self.acknowledged, self.lost, self.told, verdict)
        return f"| {' | '.join(map(str, cells))} |"


HEAD = "| fault | database | acknowledged | lost | what was seen | what was wrong |"
RULE = "| --- | --- | --- | --- | --- | --- |"
