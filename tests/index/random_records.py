"""Records drawn at random."""

from hypothesis import strategies as st


def some(draw, model, **conditions):
    """Draw a record of a noun, None where there is none."""
    records = list(model.objects.filter(**conditions).order_by("pk"))
    return draw(st.sampled_from(records)) if records else None
