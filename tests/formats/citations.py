"""A Citing for tests of what writes it: of a record, with all that is hard to write."""

from datetime import UTC, datetime

from agreements.formats.citing import Citing
from agreements.models import Revision

HOSTILE = "50 % of {A} & B_1 #2 $3 \\cite ~ ^ 重庆 } Tashkent"
REVISION = Revision(1234, datetime(2026, 3, 5, 12, tzinfo=UTC))


def hostile(**more):
    """Return the Citing of a record whose title no format can write as it is."""
    told = {
        "key": "coop-AG-0001-r1234",
        "title": HOSTILE,
        "address": "https://coop.example/agreements/AG-0001/",
        "revision": REVISION,
        "particulars": ("record AG-0001",),
    }
    return Citing(**(told | more))
