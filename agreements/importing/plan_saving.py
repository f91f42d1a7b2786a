"""A plan, saved: all of it as one edit, or nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby

from django.db import connection, transaction
from django.utils.translation import gettext as _

from agreements import databases
from agreements.changes.edits import edit
from agreements.editing.integrity import citation_problem, party_problem
from agreements.editing.record_rules import problems_of
from agreements.editing.refusals import Refused, in_words
from agreements.editing.turns import turn_to_write
from agreements.models import Agreement, Citation, Edit, Party, RefCounter

from .headings import remember
from .plan import Outcome, Plan, newest_version

AT_ONCE = 500


class Outdated(Refused):
    """The register is another one than that for which the plan was made."""


def save_plan(plan: Plan, who: str, token: str = "") -> Edit:
    """Save a plan without problems as one edit, and return it.

    Raises Refused where a rule forbids it, Busy while others write. Nothing is half saved. The
    `token` is that of the form that asks for it, if one does.
    """
    if plan.problems:
        raise Refused(_("The plan has problems: nothing was saved."))
    with turn_to_write(), in_words(), transaction.atomic():
        databases.of(connection).lock_writers(connection)
        if newest_version() != plan.version:
            raise Outdated(_("The register was changed meanwhile: make the plan again."))
        with edit(who, why_of(plan), kind=Edit.Kind.IMPORT, token=token) as opened:
            _write(plan)
            _check(plan)
        for reading in plan.readings:
            remember(plan.sender, reading.columns)
    return opened


def why_of(plan: Plan) -> str:
    """Return why the register is changed: which files were imported, and who sent them."""
    files = "; ".join(f"{sheet.name} (SHA-256 {sheet.digest})" for sheet in plan.sheets)
    by = f", sent by {plan.sender}" if plan.sender else ""
    return f"Import of {files}{by}."


def _write(plan: Plan) -> None:
    drafts = plan.drafts
    _save_records(drafts.records)
    for record in drafts.changed:
        record.save()
    _link(drafts.links)
    for record, name, targets in drafts.replaced:
        getattr(record, name).set(targets)
    for model, items in _by_model(drafts.items).items():
        model.objects.bulk_create(items, batch_size=AT_ONCE)
    Citation.objects.bulk_create(drafts.citations, batch_size=AT_ONCE)


def _save_records(records: list) -> None:
    """Save records in their order; numbers are given to many at once."""
    refs = {}
    for model, some in _by_model(records).items():
        if hasattr(model, "ref"):
            refs[model] = iter(RefCounter.objects.issue(model.REF_PREFIX, len(some)))
    for model, some in groupby(records, key=type):
        same = list(some)
        for record in same:
            if model in refs:
                record.ref = next(refs[model])
        model._base_manager.bulk_create(same, batch_size=AT_ONCE)


def _by_model(rows: list) -> dict:
    found = defaultdict(list)
    for row in rows:
        found[type(row)].append(row)
    return found


def _link(links: list) -> None:
    added = defaultdict(list)
    for record, name, targets in links:
        field = record._meta.get_field(name)
        through = field.remote_field.through
        start, end = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        added[through] += [through(**{start: record.pk, end: each.pk}) for each in targets]
    for through, rows in added.items():
        through.objects.bulk_create(rows, batch_size=AT_ONCE)


def _check(plan: Plan) -> None:
    """Raise Refused where a record breaks a rule that forms keep."""
    parties = Counter(id(item.agreement) for item in plan.drafts.items if isinstance(item, Party))
    cited = Counter(id(citation.agreement) for citation in plan.drafts.citations)
    for row in plan.rows:
        problems: Iterable = ()
        if isinstance(row.record, Agreement) and row.outcome == Outcome.NEW:
            counts = parties[id(row.record)], cited[id(row.record)]
            problems = party_problem(counts[0]), citation_problem(counts[1])
        elif isinstance(row.record, Agreement) and row.outcome == Outcome.CHANGED:
            problems = problems_of(Agreement, row.record.pk)
        for problem in filter(None, problems):
            raise Refused(f"{row.file}, row {row.number}: {problem}")
