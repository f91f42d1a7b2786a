from django.db import migrations
from django.db.models import F, Q

LARGEST = 2_147_483_647
ABOUT = Q(is_approximate=True)
SAME = Q(minimum=F("maximum"))
# Of which figures, the bound that they get, where its number stands, where the larger one.
BOUNDS = (
    (SAME & ABOUT, "about", "minimum", None),
    (SAME & ~ABOUT, "exactly", "minimum", None),
    (Q(maximum=None), "at_least", "minimum", None),
    (Q(minimum=None), "at_most", "maximum", None),
    (Q(minimum__lt=F("maximum")), "between", "minimum", "maximum"),
)


def copy(apps, schema_editor):
    """Have each figure say its bound; "about 20 or more" becomes "at least 20"."""
    figures = apps.get_model("agreements", "Figure").objects.using(schema_editor.connection.alias)
    huge = figures.filter(Q(minimum__gt=LARGEST) | Q(maximum__gt=LARGEST))
    if keys := sorted(huge.values_list("pk", flat=True)):
        raise ValueError(f"Figures state more than {LARGEST:,}; correct them first: {keys}")
    for which, bound, value, upper in BOUNDS:
        figures.filter(which).update(
            bound=bound, value=F(value), upper=F(upper) if upper else None
        )


def copy_back(apps, schema_editor):
    """Have each figure say the least and the most that is meant."""
    figures = apps.get_model("agreements", "Figure").objects.using(schema_editor.connection.alias)
    figures.filter(bound="about").update(minimum=F("value"), maximum=F("value"), is_approximate=True)
    figures.filter(bound="exactly").update(minimum=F("value"), maximum=F("value"))
    figures.filter(bound="at_least").update(minimum=F("value"))
    figures.filter(bound__in=("more_than", "over")).update(minimum=F("value") + 1)
    figures.filter(bound="at_most").update(maximum=F("value"))
    figures.filter(bound="fewer_than").update(maximum=F("value") - 1)
    figures.filter(bound="between").update(minimum=F("value"), maximum=F("upper"))


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0018_bounds_of_figures'),
    ]

    operations = [migrations.RunPython(copy, copy_back)]
