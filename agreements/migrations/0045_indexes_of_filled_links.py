"""Links that are empty in most rows are found by indexes of the rows that have them."""

from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.models import Index, Q

MERGED = (
    "agreement",
    "institution",
    "person",
    "alliance",
    "event",
    "project",
    "sector",
    "place",
    "source",
    "publisher",
)
CITED = (
    "agreement",
    "institution",
    "person",
    "alliance",
    "event",
    "project",
    "sector",
    "country",
    "place",
)
LINKS = {
    "name": CITED,
    "translation": ("agreement", "institution", "alliance", "event", "project"),
    "place": ("parent",),
    "institution": ("country", "place", "parent"),
    "alliance": ("guided_by",),
    "event": ("part_of", "place", "host"),
    "agreement": ("event",),
    "project": ("place", "host", "agreement", "alliance"),
    "source": ("reprints",),
    "alias": MERGED,
    "figure": ("agreement", "institution", "alliance", "event", "project", "sector", "country"),
    "citation": (
        *CITED,
        "party",
        "link",
        "membership",
        "identifier",
        "name",
        "figure",
        "speaker_person",
        "speaker_institution",
        "settlement",
    ),
    "distinct": MERGED,
    "edit": ("undoes",),
    "proposal": ("edit",),
    "settlement": CITED,
    "version": ("edit",),
}


def filled_index(model, link):
    condition = Q(**{f"{link}__isnull": False})
    return Index(name=f"{model}_{link}", fields=[link], condition=condition)


def indexes_of_all(schema_editor, model, link):
    """Return the statements by which Django makes its indexes of a link."""
    return schema_editor._field_indexes_sql(model, model._meta.get_field(link))


class IndexWhereFilled(Operation):
    """Give links an index of the rows that have them, in place of Django's index of all rows.

    AlterField would have SQLite write each table anew, once for every link.
    """

    def __init__(self, links):
        self.links = links

    def state_forwards(self, app_label, state):
        # All models are made anew once, when they are asked for, and not after every link.
        vars(state).pop("apps", None)
        for model, link in self._each():
            field = state.models[app_label, model].fields[link].clone()
            field.db_index = False
            state.alter_field(app_label, model, link, field, preserve_default=True)
            state.add_index(app_label, model, filled_index(model, link))

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for name, link in self._each():
            model = from_state.apps.get_model(app_label, name)
            for making in indexes_of_all(schema_editor, model, link):
                removal = schema_editor._delete_index_sql(model, str(making.parts["name"]))
                schema_editor.execute(removal)
            schema_editor.add_index(model, filled_index(name, link))

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for name, link in self._each():
            model = to_state.apps.get_model(app_label, name)
            schema_editor.remove_index(model, filled_index(name, link))
            for making in indexes_of_all(schema_editor, model, link):
                schema_editor.execute(making)

    def describe(self):
        return "Index links where they are filled"

    def _each(self):
        return [(model, link) for model, links in self.links.items() for link in links]


class Migration(migrations.Migration):
    dependencies = [("agreements", "0044_clearer_labels")]

    operations = [IndexWhereFilled(LINKS)]
