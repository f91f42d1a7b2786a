"""Which edits a second person is to look at, and why: the rules, all in one place.

Nothing waits for that look: an edit is in the register at once, and can be undone whole.
"""

from agreements.models import Edit

# So many of somebody's edits are those of a newcomer.
FIRST_EDITS = 10
# What commands do is done by whoever keeps the server, however often they did it before.
COMMANDS = "manage.py "
# What reaches far, or cannot be seen in the record afterwards.
BY_KIND = {
    Edit.Kind.DELETE: Edit.Look.DELETION,
    Edit.Kind.MERGE: Edit.Look.MERGER,
    Edit.Kind.SETTLE: Edit.Look.SETTLEMENT,
    Edit.Kind.IMPORT: Edit.Look.IMPORT,
}


def look_for(made: Edit) -> str:
    """Return why a second person is to look at an edit, empty where nobody needs to."""
    if made.kind in BY_KIND:
        return BY_KIND[made.kind]
    if made.kind != Edit.Kind.CHANGE or made.who.startswith(COMMANDS):
        return ""
    earlier = Edit.objects.using(made._state.db).filter(who=made.who, pk__lt=made.pk)
    is_first = earlier.order_by()[:FIRST_EDITS].count() < FIRST_EDITS
    return Edit.Look.NEWCOMER if is_first else ""
