"""Whoever writes to a register beside its editors: imports and SQL."""

from django.core import serializers
from django.db import IntegrityError, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import rule

from agreements.changes.edits import edit
from agreements.models import Agreement, Citation, Name
from tests.admin.typed_rows import TYPED, typed_value

PICKS = st.integers(min_value=0, max_value=10_000)
HOW = ["update", "sql", "load", "add", "remove"]


class OtherWriters:
    """What else may be written while editors have `forms` open."""

    @rule(which=PICKS, name=PICKS, pick=PICKS, how=st.sampled_from(HOW))
    def elsewhere(self, which, name, pick, how):
        """Have an import or SQL change a value, add rows or remove one."""
        if how == "add":
            self.add_elsewhere(pick)
        elif how == "remove":
            self.remove_elsewhere(which)
        else:
            self.write_elsewhere(which, name, pick, how)

    def write_elsewhere(self, which, name, pick, how):
        """Change a value by an import or by SQL."""
        row = self.some_row(which)
        if row is None:
            return
        model = type(row)
        name = TYPED[model][name % len(TYPED[model])]
        _sent, columns = typed_value(model, name, pick)
        if ... in columns.values():
            return
        try:
            with transaction.atomic():
                self.write(row, name, columns, how)
        except IntegrityError:
            pass
        self.remember()

    def some_row(self, which):
        """Return a row that is shown in an open form, or any one; None where it is gone."""
        shown = [place[:2] for form in self.forms.values() for place in form.places()]
        if not shown or which % 5 == 0:
            shown = [
                (model, key)
                for model in TYPED
                for key in model._base_manager.order_by("pk").values_list("pk", flat=True)
            ]
        model, key = shown[which // 5 % len(shown)]
        return model._base_manager.filter(pk=key).first()

    def write(self, row, name, columns, how):
        model = type(row)
        if model._meta.get_field(name).many_to_many:
            with edit("import"):
                getattr(row, name).set(columns[name])
        elif how == "sql":
            table, names = model._meta.db_table, ", ".join(f"{one} = %s" for one in columns)
            with connection.cursor() as cursor:
                values = [*columns.values(), row.pk]
                cursor.execute(f"UPDATE {table} SET {names} WHERE id = %s", values)  # noqa: S608
        elif how == "update":
            with edit("import"):
                model._base_manager.filter(pk=row.pk).update(**columns)
        else:
            for column, value in columns.items():
                setattr(row, column, value)
            with edit("import"):
                for loaded in serializers.deserialize("json", serializers.serialize("json", [row])):
                    loaded.save()

    def add_elsewhere(self, pick):
        agreements = list(Agreement.objects.order_by("pk"))
        if not agreements:
            return
        agreement = agreements[pick % len(agreements)]
        source = Citation.objects.values_list("source", flat=True).first()
        with edit("import"):
            Citation.objects.bulk_create(
                Citation(agreement=agreement, source_id=source, claim=f"Claim {number}")
                for number in range(2 if source else 0)
            )
            Name.objects.bulk_create([Name(agreement=agreement, text="Imported", language="en")])
        self.remember()

    def remove_elsewhere(self, which):
        row = self.some_row(which)
        if row and type(row) in list(TYPED)[6:]:
            with edit("import"):
                row.delete()
        self.remember()
