"""Terms of agreements and days to ask about, drawn at random."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import strategies as st

# Around today, so that some days are over whenever the tests are run.
days = st.integers(-800, 800).map(lambda days: timezone.localdate() + timedelta(days=days))
precisions = st.sampled_from(["day", "month", "year"])


def first_of(day, precision):
    """Return the first day of the month or the year of a day, or the day itself."""
    return day.replace(
        **{"day": {}, "month": {"day": 1}, "year": {"day": 1, "month": 1}}[precision]
    )


@st.composite
def terms(draw):
    """Draw the fields of a term that keeps the rules."""
    starts, ends = draw(precisions), draw(precisions)
    starts_on, ends_on = draw(st.none() | days), draw(st.none() | days)
    starts_on = starts_on and first_of(starts_on, starts)
    ends_on = ends_on and first_of(ends_on, ends)
    if starts_on and ends_on and first_of(starts_on, ends) > ends_on:
        ends_on = None
    return {
        "starts_on": starts_on,
        "starts_precision": starts,
        "ends_on": ends_on,
        "ends_precision": ends,
        "is_open_ended": ends_on is None and draw(st.booleans()),
    }
