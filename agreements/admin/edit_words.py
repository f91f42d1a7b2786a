"""What edits changed, in a few words: "citations: 2, agreements: 1"."""

from collections import defaultdict

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from agreements.changes.record_history import models_by_table
from agreements.models import Edit, Version
from agreements.punctuation import in_brackets, labelled, listed

# Rows of a larger edit are not counted one by one for a list.
MOST_COUNTED = 1_000


def edits_in_words(edits):
    """Return {key: words} of some edits."""
    keys = [each.pk for each in edits]
    large = _larger_than(MOST_COUNTED, keys)
    counts = defaultdict(list)
    small = Version.objects.filter(edit__in=[key for key in keys if key not in large])
    rows = small.exclude(table="").order_by().values("edit", "table")
    # The nouns that were changed most come first.
    for row in rows.annotate(rows=Count("key", distinct=True)).order_by("-rows", "table"):
        counts[row["edit"]].append(_counted(models_by_table()[row["table"]], row["rows"]))
    words = {key: listed(counted) for key, counted in counts.items()}
    return words | dict.fromkeys(large, _("More than 1,000 rows"))


def _larger_than(most, keys):
    next_version = Version.objects.filter(edit=OuterRef("pk")).order_by("pk").values("pk")
    beyond = Edit.objects.filter(pk__in=keys).annotate(
        beyond=Subquery(next_version[most : most + 1])
    )
    return set(beyond.filter(beyond__isnull=False).values_list("pk", flat=True))


def _counted(model, number):
    if model._meta.auto_created:
        what = in_brackets(_linked(model)._meta.verbose_name_plural, _("links"))
    else:
        what = model._meta.verbose_name_plural
    return labelled(what, number)


def _linked(link):
    """Return the model to whose records the rows of a link lead."""
    fields = link._meta.auto_created._meta.many_to_many
    return next(field.related_model for field in fields if field.remote_field.through is link)
