"""A form that an editor has open, and what is to become of the register when it is sent."""

from collections import defaultdict
from copy import deepcopy

from tests.admin.forms import change, filled_in
from tests.admin.typed_rows import (
    NEEDED,
    TYPED,
    WEIGHED,
    Row,
    Tables,
    remove,
    same,
    told,
    typed_value,
    unlike,
)


class OpenForm:
    """A form in a browser: what it showed, what stands in it, what was typed into it."""

    def __init__(self, client, record, tables):
        self.record, self.client = record, client
        self.rows: list[Row] = []
        self.answered: dict[int, str] = {}
        self.notices: list = []
        self.refusals = 0
        self.show(client.get(change(record)), tables)

    def show(self, response, tables):
        """Take what a page shows, which was made from the tables."""
        self.data, self.basis = filled_in(response), tables
        sets = [inline.formset for inline in response.context["inline_admin_formsets"]]
        self.formsets = {formset.prefix: formset for formset in sets}

    def places(self):
        """Return (model, key, prefix) of the record and of each row that the form shows of it."""
        found = [(type(self.record), self.record.pk, "")]
        for prefix, formset in self.formsets.items():
            for number in range(int(self.data[f"{prefix}-TOTAL_FORMS"])):
                if key := self.data.get(f"{prefix}-{number}-id"):
                    found.append((formset.model, int(key), f"{prefix}-{number}-"))
        return found

    def row(self, model, key, prefix):
        for row in self.rows:
            if row.key == key and row.model is model:
                return row
        self.rows.append(Row(model, key, prefix))
        return self.rows[-1]

    def type(self, which, name, pick):
        """Type a value into one of the rows that the form shows."""
        places = self.places()
        model, key, prefix = places[which % len(places)]
        names = [one for one in TYPED[model] if f"{prefix}{one}" in self.offered]
        name = names[name % len(names)]
        sent, columns = typed_value(model, name, pick)
        row = self.row(model, key, prefix)
        self.data[prefix + name] = sent
        row.columns |= columns
        if any(row.value(name, self.basis) != value for name, value in columns.items()):
            row.sent[name] = sent
        else:
            # Nobody can tell it from what was left as it was.
            row.forget(name, columns)

    def remove(self, which):
        """Tick that a row is to be deleted."""
        places = self.places()[1:]
        if places:
            model, key, prefix = places[which % len(places)]
            self.row(model, key, prefix).is_removed = True
            self.data[f"{prefix}DELETE"] = "on"

    def add(self, which, picks):
        """Fill in a new row."""
        prefix = list(self.formsets)[which % len(self.formsets)]
        formset, number = self.formsets[prefix], int(self.data[f"{prefix}-TOTAL_FORMS"])
        row = Row(formset.model, None, f"{prefix}-{number}-")
        row.columns[formset.fk.attname] = self.record.pk
        for name, pick in zip(TYPED[formset.model], picks, strict=False):
            row.sent[name], columns = typed_value(formset.model, name, pick)
            row.columns |= columns
        row.sent |= NEEDED.get(formset.model, {})
        blank = formset.empty_form
        for name in blank.fields:
            value = row.sent.get(name, blank[name].value())
            if value not in (None, False):
                self.data[row.prefix + name] = value
        self.data[f"{prefix}-TOTAL_FORMS"] = number + 1
        self.rows.append(row)

    @property
    def offered(self):
        """Return the names under which the form sends values, filled in or not."""
        return self.data.keys() | {
            f"{prefix}{name}" for model, _key, prefix in self.places() for name in TYPED[model]
        }

    def send(self):
        answers = {f"_outlived-{key}": answer for key, answer in self.answered.items()}
        return self.client.post(change(self.record), {**self.data, **answers})

    def is_stale(self, now: Tables) -> bool:
        """Return whether anything was written since it was shown."""
        return told(now) != told(self.basis)

    def clashes(self, now: Tables):
        """Return the (row, column) that others changed meanwhile too, each in its own way."""
        return [
            (row, name)
            for row in self.rows
            if row.key is not None and row.is_in(now) and not row.is_removed
            for name, typed in row.columns.items()
            if len(unlike(typed, row.value(name, self.basis), row.value(name, now))) == 3
        ]

    def expected(self, now: Tables) -> Tables:
        """Return what is to be held once the form is saved onto what is held now, but new rows."""
        after = deepcopy(now)
        for row in self.rows:
            if row.key is None or not row.is_in(after):
                continue
            if row.is_removed:
                remove(after, row.model, row.key)
                continue
            table, key = row.place
            for name, typed in row.columns.items():
                if name in after[table][key]:
                    if name in WEIGHED.get(row.model, ()) and after[table][key][name] != typed:
                        after[table][key]["settlement_id"] = None
                    after[table][key][name] = typed
        return after

    def take_back(self, response, now):
        """Take the page that came back; each typed value must stand in it."""
        was = self.basis
        self.show(response, now)
        self.notices = response.context.get("notices", [])
        places = {(model, key): prefix for model, key, prefix in self.places()}
        new = self.new_prefixes()
        for row in [*self.rows]:
            if row.key is not None and row.is_in(now):
                row.prefix = places[row.model, row.key]
                assert self.holds(row, row.prefix), (row, self.data)
            elif row.key is None or row.is_touched(was):
                found = [prefix for prefix in new[row.model] if self.holds(row, prefix)]
                assert found or row.is_removed, (row, self.data)
                new[row.model].remove(found[0])
                row.key, row.prefix = None, found[0]
            else:
                self.rows.remove(row)

    def new_prefixes(self):
        """Return {model: prefixes of its rows that are not saved yet}."""
        found = defaultdict(list)
        for prefix, formset in self.formsets.items():
            for number in range(int(self.data[f"{prefix}-TOTAL_FORMS"])):
                if not self.data.get(f"{prefix}-{number}-id"):
                    found[formset.model].append(f"{prefix}-{number}-")
        return found

    def holds(self, row: Row, prefix: str) -> bool:
        """Return whether what was typed into a row stands in the form."""
        if row.is_removed:
            return bool(self.data.get(f"{prefix}DELETE"))
        return all(same(self.data.get(prefix + name), sent) for name, sent in row.sent.items())
