"""Sets an edit back whole: what it changed, added and removed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import databases
from agreements.models import Edit, Version

from .edits import edit
from .history import CHUNK, Row, row_of, rows_standing
from .record_history import differences, models_by_table, row_after, with_next

Rows = dict[tuple[str, str], Row]


class Refused(Exception):  # noqa: N818, it is no error of the program
    """An edit cannot be undone; the sentence says why, and `later` which one is in the way."""

    def __init__(self, sentence: str, later: Edit | None = None):
        super().__init__(sentence)
        self.later = later


class Setback(NamedTuple):
    """A row that is to hold again what it held before an edit."""

    model: type[models.Model]
    key: str
    now: Row
    then: Row

    @property
    def record(self) -> models.Model:
        return self.model(**self.then)


def undo(undone: Edit, who: str, why: str) -> Edit:
    """Set back every row of an edit, as one new edit; raise Refused where that cannot be done.

    Nothing is done by halves. Records that the edit removed come back under their old numbers.
    """
    with edit(who, why, kind=Edit.Kind.UNDO, undoes=undone) as opened:
        if opened.undoes_id != undone.pk:
            raise Refused(_("An edit is undone by itself, not within another one."))
        databases.of(connection).lock_writers(connection)
        if not set_back(undone.versions.all()):
            raise Refused(_("There is nothing to undo: this edit changed no row."))
    return opened


def set_back(versions: models.QuerySet[Version]) -> int:
    """Set back every row that versions are of, within an edit; return how many rows changed.

    Raise Refused where a later change stands on one, or a rule forbids it.
    """
    setbacks = _setbacks(versions)
    _write(setbacks)
    _refuse_loose_ends(setbacks)
    return len(setbacks)


def _setbacks(written: models.QuerySet[Version]) -> list[Setback]:
    """Return the rows that versions are of; raise Refused where a later change stands on one."""
    if written.filter(is_forgotten=True).exists():
        raise Refused(_("Old values of this edit were forgotten: it cannot be undone."))
    ends = written.order_by().values_list("table", "key").annotate(Min("pk"), Max("pk"))
    first, last = {}, {}
    for table, key, lowest, highest in ends:
        first[table, key], last[table, key] = lowest, highest
    if last and Version.objects.marks().since(max(last.values())).exists():
        raise Refused(
            _("Rows may have changed since without a version of them: this edit cannot be undone.")
        )
    standing = _standing(first)
    _refuse_overtaken(last, standing)
    versions = Version.objects.in_bulk(first.values())
    found = []
    for (table, key), number in first.items():
        model = models_by_table()[table]
        then = row_of(model, versions[number])
        found.append(Setback(model, key, standing.get((table, key)), then))
    return [each for each in found if differences(each.model, each.now, each.then)]


def _standing(rows: Iterable[tuple[str, str]]) -> Rows:
    keys = defaultdict(set)
    for table, key in rows:
        keys[models_by_table()[table]].add(key)
    return rows_standing(keys)


def _refuse_overtaken(last: dict[tuple[str, str], int], standing: Rows) -> None:
    """Raise Refused where a row holds no longer what the edit left in it."""
    numbers = list(last.values())
    for start in range(0, len(numbers), CHUNK):
        own = Version.objects.filter(pk__in=numbers[start : start + CHUNK])
        for version in with_next(own):
            left = row_after(version, standing)
            now = standing.get((version.table, version.key))
            if differences(models_by_table()[version.table], left, now):
                _refuse_for(version)


def _refuse_for(version: Version) -> None:
    """Raise Refused, naming the edit that changed a row after a version of it."""
    newest = Version.objects.filter(table=version.table, key=version.key).latest("pk")
    sentence = _("A later change stands on what this edit changed: that of %(who)s, %(at)s.")
    who = newest.edit.who if newest.edit else _("somebody")
    raise Refused(sentence % {"who": who, "at": f"{newest.at:%Y-%m-%d %H:%M}"}, newest.edit)


def _write(setbacks: list[Setback]) -> None:
    """Write the rows as they were; raise Refused with the sentence of a constraint that forbids.

    Where two rows exchange what only one may hold, they are removed and put back.
    """
    for write in (_write_in_place, _replace):
        try:
            with transaction.atomic():
                write(setbacks)
            return
        except IntegrityError as error:
            broken = error
    raise Refused(_sentence(setbacks)) from broken


def _write_in_place(setbacks: list[Setback]) -> None:
    _delete(each for each in setbacks if each.then is None)
    for (model, changed), keys in _changes(setbacks).items():
        for start in range(0, len(keys), CHUNK):
            rows = model._base_manager.filter(pk__in=keys[start : start + CHUNK])
            rows.update(**dict(changed), **_moments(model))
    _insert(each for each in setbacks if each.now is None)


def _changes(setbacks: list[Setback]) -> dict[tuple[type[models.Model], tuple], list[str]]:
    """Return {(model, values to write): keys}: many rows may go back to one value at once."""
    found = defaultdict(list)
    for each in setbacks:
        if each.now and each.then:
            pairs = differences(each.model, each.now, each.then)
            changed = tuple((name, then) for name, (_now, then) in pairs.items())
            found[each.model, changed].append(each.key)
    return found


def _moments(model: type[models.Model]) -> dict[str, datetime]:
    """Return the fields of a model that say when a row was edited last, with what they say now."""
    stamped = [field for field in model._meta.concrete_fields if getattr(field, "auto_now", False)]
    return {field.attname: timezone.now() for field in stamped}


def _replace(setbacks: list[Setback]) -> None:
    _delete(each for each in setbacks if each.now)
    _insert(each for each in setbacks if each.then)


def _delete(setbacks: Iterable[Setback]) -> None:
    for model, found in _by_model(setbacks).items():
        for start in range(0, len(found), CHUNK):
            keys = [each.key for each in found[start : start + CHUNK]]
            # What hangs on a row is a row of the edit, or a loose end.
            model._base_manager.filter(pk__in=keys)._raw_delete(using="default")


def _insert(setbacks: Iterable[Setback]) -> None:
    for model, found in _by_model(setbacks).items():
        model._base_manager.bulk_create([each.record for each in found], batch_size=CHUNK)


def _by_model(setbacks: Iterable[Setback]) -> dict[type[models.Model], list[Setback]]:
    found = defaultdict(list)
    for each in setbacks:
        found[each.model].append(each)
    return found


def _sentence(setbacks: list[Setback]) -> str:
    """Return what constraints say of the rows that could not be written."""
    sentences = {}
    for each in setbacks:
        if each.then is None:
            continue
        for rule in ("validate_constraints", "validate_unique"):
            try:
                getattr(each.record, rule)()
            except ValidationError as error:
                sentences |= dict.fromkeys(error.messages)
    return " ".join(sentences) or _("The rules of the register do not allow it any longer.")


def _refuse_loose_ends(setbacks: list[Setback]) -> None:
    """Raise Refused where a row leads to one that is not there."""
    for model, found in _by_model(setbacks).items():
        gone = [each.key for each in found if each.then is None]
        for relation in model._meta.get_fields(include_hidden=True):
            if gone and relation.auto_created and not relation.concrete and relation.field.concrete:
                _refuse_if_any(relation.field, gone)
        for field in model._meta.concrete_fields:
            if field.remote_field:
                _refuse_if_missing(field, {each.then[field.attname] for each in found if each.then})


def _refuse_if_any(field: models.Field, keys: list[str]) -> None:
    for start in range(0, len(keys), CHUNK):
        named = {f"{field.name}__in": keys[start : start + CHUNK]}
        if field.model._base_manager.filter(**named).exists():
            raise Refused(_("What this edit added is in use by what was added later."))


def _refuse_if_missing(field: models.Field, keys: set) -> None:
    wanted = list(keys - {None})
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        if field.related_model._base_manager.filter(pk__in=part).count() < len(part):
            raise Refused(_("What this edit removed belonged to a record that is gone by now."))
