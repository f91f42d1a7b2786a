"""Keeps one save from erasing another: what was sent is brought onto the newest state.

A form carries the number of the newest version that its record had when it was shown. Where the
record has a newer one by now, each value that was sent is compared with what it was then and what
it is now: one that was not touched here follows the newest state, one that was touched here alone
stays, and one that was touched in both places is for the editor to decide.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import models
from django.forms import BaseForm, BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.utils.translation import gettext as _

from agreements.changes.history import NotKnown, newest_version_of
from agreements.changes.past_record import PastRecord, past_record

from .shown import shown

FIELD = "_version"


class Clash(NamedTuple):
    """A value that was changed here and elsewhere, each in its own way."""

    label: str
    here: str
    elsewhere: str

    @property
    def sentence(self) -> str:
        values = {"label": self.label, "here": self.here or "–", "elsewhere": self.elsewhere or "–"}
        return (
            _("%(label)s: you entered “%(here)s”, and “%(elsewhere)s” was saved meanwhile.")
            % values
        )


class Rebased(NamedTuple):
    """What was sent, brought onto the newest state; what came from there, and what clashes."""

    data: QueryDict
    taken_over: list[str]
    clashes: list[Clash]


def version_in(data: QueryDict) -> int | None:
    """Return the number of the version that a form was made from, None where it tells none."""
    text = data.get(FIELD, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def rebase(data: QueryDict, record: models.Model, form: type, formsets: list) -> Rebased:
    """Return the data of a form Rebased; unchanged where nobody wrote since it was shown.

    `form` is the form class of the record, `formsets` unbound inline formsets of its rows.
    """
    known, newest = version_in(data), newest_version_of(record)
    if known is None or known >= newest:
        return Rebased(data, [], [])
    data = data.copy()
    data[FIELD] = str(newest)
    try:
        past = past_record(record, known)
    except NotKnown:
        past = None
    if past is None:
        return Rebased(data, [], [Clash(_("This record"), _("this form"), _("something else"))])
    merge = Merge(data)
    merge.row(form(instance=past.record), form(instance=record), "")
    for formset in formsets:
        merge.rows(formset, past)
    return Rebased(data, merge.taken_over, merge.clashes)


class Merge:
    """Brings what was sent onto the newest state, value by value."""

    def __init__(self, data: QueryDict):
        self._data = data
        self.taken_over: list[str] = []
        self.clashes: list[Clash] = []

    def row(self, then: BaseForm, now: BaseForm, prefix: str) -> None:
        """Merge one row: the record itself, or one that hangs on it."""
        for name, field in now.fields.items():
            key = f"{prefix}-{name}" if prefix else name
            sent = field.widget.value_from_datadict(self._data, {}, key)
            was, is_now = (_initial(form, name) for form in (then, now))
            if was == is_now or not field.has_changed(is_now, sent):
                continue
            if field.has_changed(was, sent):
                self.clashes.append(
                    Clash(str(field.label), shown(field, sent), shown(field, is_now))
                )
            else:
                self.taken_over.append(str(field.label))
                self._put(key, now[name].value())

    def rows(self, formset: BaseInlineFormSet, past: PastRecord) -> None:
        """Merge the rows of one inline: those changed, removed and added elsewhere."""
        then = {row.pk: row for row in past.rows_of(formset.model)}
        now = {row.pk: row for row in formset.get_queryset()}
        kept, added, seen = [], [], set()
        for sent in self._sent_rows(formset):
            key = formset.model._meta.pk.to_python(sent.get("id")) if sent.get("id") else None
            seen.add(key)
            if key is None:
                added.append(sent)
            elif key in now:
                kept.append(self._merged(formset, sent, then.get(key), now[key]))
            elif key in then and self._is_touched(formset, sent, then[key]):
                self.clashes.append(Clash(str(then[key]), _("other values"), _("nothing")))
                added.append({**sent, "id": ""})
            else:
                self.taken_over.append(str(then.get(key, "")))
        for key in now.keys() - seen - then.keys():
            self.taken_over.append(str(now[key]))
            kept.append(self._as_sent(formset, now[key]))
        self._write_rows(formset, kept, added)

    def _merged(self, formset, sent: dict, then: models.Model | None, now: models.Model) -> dict:
        then = then or now
        if DELETION_FIELD_NAME in sent:
            if self._differs(formset, then, now):
                self.clashes.append(Clash(str(now), _("nothing"), str(now)))
            return sent
        part = Merge(_as_data(sent))
        part.row(_form(formset, then), _form(formset, now), "row")
        self.taken_over += part.taken_over
        self.clashes += part.clashes
        return _as_row(part._data)

    def _is_touched(self, formset, sent: dict, then: models.Model) -> bool:
        form, data = _form(formset, then), _as_data(sent)
        return any(
            field.has_changed(
                _initial(form, name), field.widget.value_from_datadict(data, {}, f"row-{name}")
            )
            for name, field in form.fields.items()
        )

    def _differs(self, formset, then: models.Model, now: models.Model) -> bool:
        forms = [_form(formset, row) for row in (then, now)]
        return any(
            len({str(_initial(form, name)) for form in forms}) > 1 for name in forms[0].fields
        )

    def _as_sent(self, formset, row: models.Model) -> dict:
        """Return a row as a form would send it that nobody touched."""
        part = Merge(QueryDict(mutable=True))
        form = _form(formset, row)
        for name in form.fields:
            part._put(f"row-{name}", form[name].value())
        return {**_as_row(part._data), "id": [str(row.pk)]}

    def _sent_rows(self, formset) -> Iterator[dict]:
        """Yield what was sent of each row: {name: texts}."""
        total = self._data.get(f"{formset.prefix}-TOTAL_FORMS", "0")
        for number in range(int(total) if total.isdigit() and len(total) < 6 else 0):
            prefix = f"{formset.prefix}-{number}-"
            row = {
                key.removeprefix(prefix): self._data.getlist(key)
                for key in self._data
                if key.startswith(prefix)
            }
            yield {**row, "id": "".join(row.get("id", [])[:1])}

    def _write_rows(self, formset, kept: list[dict], added: list[dict]) -> None:
        for key in [key for key in self._data if key.startswith(f"{formset.prefix}-")]:
            if key.removeprefix(f"{formset.prefix}-").partition("-")[0].isdigit():
                del self._data[key]
        for number, row in enumerate([*kept, *added]):
            for name, texts in row.items():
                values = [texts] if isinstance(texts, str) else texts
                self._data.setlist(f"{formset.prefix}-{number}-{name}", values)
        self._data[f"{formset.prefix}-INITIAL_FORMS"] = str(len(kept))
        self._data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(kept) + len(added))

    def _put(self, key: str, value: object) -> None:
        if isinstance(value, list | tuple):
            self._data.setlist(key, [str(getattr(one, "pk", one)) for one in value])
        elif value is None or value is False:
            self._data.pop(key, None)
        else:
            self._data[key] = "on" if value is True else str(value)


def _form(formset: BaseInlineFormSet, row: models.Model) -> BaseForm:
    return formset.form(instance=row, prefix="row", **formset.get_form_kwargs(None))


def _as_data(row: dict) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, texts in row.items():
        data.setlist(f"row-{name}", [texts] if isinstance(texts, str) else texts)
    return data


def _as_row(data: QueryDict) -> dict:
    return {key.removeprefix("row-"): texts for key, texts in data.lists()}


def _initial(form: BaseForm, name: str) -> object:
    """Return what a form shows of a value; records are told by their keys."""
    value = form.get_initial_for_field(form.fields[name], name)
    if isinstance(value, list | tuple | models.QuerySet):
        return sorted(str(getattr(one, "pk", one)) for one in value)
    return value
