"""What somebody types into the rows of a form: as the browser sends it, and as columns hold it."""

from dataclasses import dataclass, field
from datetime import date

from django.db import models

from agreements.changes.dependencies import tracked_models
from agreements.models import (
    Agreement,
    Alliance,
    Citation,
    Event,
    Figure,
    Institution,
    Link,
    Membership,
    Name,
    Party,
    Project,
    Sector,
)

# The values that are typed, of each kind of row.
TYPED = {
    Agreement: ["title", "summary", "kind", "signed_on", "event", "sectors", "alliances"],
    Institution: ["name", "summary", "kind", "place"],
    Alliance: ["name", "summary", "launched_on", "guided_by"],
    Event: ["name", "summary", "kind", "place", "host"],
    Sector: ["name", "source_wording"],
    Project: ["name", "summary", "kind", "host"],
    Party: ["institution", "role", "position"],
    Membership: ["institution", "role"],
    Link: ["kind", "to_agreement"],
    Citation: ["source", "claim", "field", "stance"],
    Name: ["text", "kind"],
    Figure: ["measure", "value", "leaves_out"],
}
# What is weighed when a dispute is settled: it is open again once this is another value.
WEIGHED = {Citation: ["field", "stance"]}
# What a new row needs besides.
NEEDED = {Name: {"language": "en"}}
LINES = [
    "Alpha",
    "Beta",
    "Gamma",
    "学院",
    "O\u2018sh",
    "one more",
    "Delta",
    "Epsilon",
    "Zeta",
    "Eta",
    "",
]
TEXTS = [*LINES, "one\r\ntwo", "one\r\n\r\nthree"]
DAYS = [
    ("2022", date(2022, 1, 1), "year"),
    ("2022-07", date(2022, 7, 1), "month"),
    ("29 July 2022", date(2022, 7, 29), "day"),
    ("", None, "day"),
    ("2021", date(2021, 1, 1), "year"),
    ("2021-02-03", date(2021, 2, 3), "day"),
    ("31 June 2022", ..., "day"),
]
# What is not typed: moments, and the order that a new party is given.
UNTOLD = {"id", "updated_at", "checked_at", "ref"}

Tables = dict[str, dict[str, dict]]


def typed_value(model, name, pick):
    """Return (what the browser sends, the columns that hold it, ... for what cannot be held)."""
    column = model._meta.get_field(name)
    if column.is_relation:
        return _chosen(column, pick)
    if isinstance(column, models.DateField):
        text, on, precision = DAYS[pick % len(DAYS)]
        return text, {name: on} | ({model.DAYS[name]: precision} if name in model.DAYS else {})
    if isinstance(column, models.IntegerField):
        return str(pick % 9), {name: pick % 9}
    texts = TEXTS if isinstance(column, models.TextField) else LINES
    if column.choices:
        texts = [key for key, _label in column.choices]
    elif (model, name) == (Citation, "field"):
        texts = ["", "names"]
    text = texts[pick % len(texts)]
    held = text.replace("\r\n", "\n")
    return text, {name: held if held or column.blank else ...}


def _chosen(column, pick):
    """Return what chooses records that are there, and the columns that hold the choice."""
    keys = list(column.related_model._base_manager.order_by("pk").values_list("pk", flat=True))
    if column.many_to_many:
        chosen = [key for number, key in enumerate(keys) if pick >> number & 1]
        return [str(key) for key in chosen], {column.name: set(chosen)}
    choices = [*keys, None] if column.null else keys
    key = choices[pick % len(choices)] if choices else None
    return str(key or ""), {column.attname: key if choices else ...}


def told(tables: Tables) -> Tables:
    """Return tables without what nobody types."""
    return {
        table: {
            key: {name: value for name, value in row.items() if name not in UNTOLD}
            for key, row in rows.items()
        }
        for table, rows in tables.items()
    }


def links_of(model, name):
    """Return (table, column of the record, column of the other end) of a link to several."""
    link = model._meta.get_field(name)
    through = link.remote_field.through
    ends = (link.m2m_field_name(), link.m2m_reverse_field_name())
    return through._meta.db_table, *(through._meta.get_field(end).attname for end in ends)


def linked(tables: Tables, model, key, name) -> set:
    """Return the keys to which a link to several leads from a record."""
    table, own, other = links_of(model, name)
    return {row[other] for row in tables[table].values() if row[own] == key}


def remove(tables: Tables, model, key) -> None:
    """Remove a row from tables, with what is removed with it."""
    gone = tables[model._meta.db_table].pop(str(key), None)
    for relation in model._meta.get_fields(include_hidden=True) if gone else ():
        if not (relation.auto_created and not relation.concrete and relation.field.concrete):
            continue
        if relation.many_to_many or relation.field.model not in tracked_models():
            continue
        link = relation.field
        for other, row in list(tables[link.model._meta.db_table].items()):
            if row[link.attname] == gone[model._meta.pk.attname]:
                if relation.on_delete is models.SET_NULL:
                    row[link.attname] = None
                else:
                    remove(tables, link.model, other)


@dataclass
class Row:
    """A row that somebody changes in a form, or adds; a key of None is that of a new one."""

    model: type
    key: object
    prefix: str
    sent: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)
    is_removed: bool = False

    @property
    def place(self):
        return self.model._meta.db_table, str(self.key)

    def forget(self, name, columns):
        self.sent.pop(name, None)
        for column in columns:
            del self.columns[column]

    def is_in(self, tables: Tables) -> bool:
        return self.place[1] in tables[self.place[0]]

    def value(self, name: str, tables: Tables):
        """Return what tables hold in a column of it, or to what a link to several leads."""
        if name in TYPED[self.model] and self.model._meta.get_field(name).many_to_many:
            return linked(tables, self.model, self.key, name)
        return tables[self.place[0]].get(self.place[1], {}).get(name)

    def is_touched(self, then: Tables) -> bool:
        """Return whether it holds anything else than it did."""
        return any(self.value(name, then) != typed for name, typed in self.columns.items())


def same(shown, sent) -> bool:
    return as_texts(shown) == as_texts(sent)


def as_texts(value) -> list[str]:
    """Return what stands in a box, or is chosen in one, as texts that can be compared."""
    values = value if isinstance(value, list | tuple | models.QuerySet) else [value]
    keys = [getattr(one, "pk", one) for one in values if one not in (None, "")]
    return sorted(str(key).replace("\r\n", "\n") for key in keys)


def unlike(*values) -> list:
    """Return values without those that occur before."""
    found = []
    for value in values:
        if value not in found:
            found.append(value)
    return found
