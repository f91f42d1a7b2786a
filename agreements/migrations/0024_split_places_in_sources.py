from django.db import migrations
from django.db.models import Value
from django.db.models.functions import Concat, Length, Substr

LONGEST = 100
NUMBERED = ("paragraph", "page", "section", "article", "table", "slide", "minute")
# What follows the name of a unit, where it is one.
AFTER = {unit: "[0-9][^ ]*" for unit in NUMBERED} | {"heading": ".+"}


def split(apps, schema_editor):
    """Have "paragraph 4" be a unit and its number; what fits no unit stays in words."""
    alias = schema_editor.connection.alias
    citations = apps.get_model("agreements", "Citation").objects.using(alias).order_by()
    citations.filter(locator="title").update(locator_unit="title", locator="")
    for unit, after in AFTER.items():
        written = citations.filter(locator_unit="", locator__regex=f"^{unit} {after}$")
        written.update(locator_unit=unit, locator=Substr("locator", len(unit) + 2))


def join(apps, schema_editor):
    """Have unit and number be words again."""
    alias = schema_editor.connection.alias
    citations = apps.get_model("agreements", "Citation").objects.using(alias).order_by()
    citations.filter(locator_unit="title").update(locator_unit="", locator="title")
    for unit in AFTER:
        of_unit = citations.filter(locator_unit=unit)
        long = of_unit.annotate(letters=Length("locator")).filter(letters__gt=LONGEST - len(unit) - 1)
        if keys := sorted(long.values_list("pk", flat=True)):
            raise ValueError(f"Places in sources are too long; shorten them first: {keys}")
        of_unit.update(locator_unit="", locator=Concat(Value(f"{unit} "), "locator"))


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0023_links_and_places_in_sources'),
    ]

    operations = [migrations.RunPython(split, join)]
