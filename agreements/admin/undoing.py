"""Undoing an edit, and putting back what was deleted: who may, and the page that asks why."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse

from agreements.changes.record_history import models_by_table
from agreements.changes.told_edits import told_rows
from agreements.changes.undo import Refused
from agreements.editing.turns import Busy, turn_to_write
from agreements.models import Alias, Distinct, Settlement, Version

from .reasons import ReasonForm
from .storable import readable

# What it takes to set back a row that was added, changed or removed.
ACTIONS = {Version.Op.INSERT: "delete", Version.Op.UPDATE: "change", Version.Op.DELETE: "add"}
# What it took to do it: whoever may do something may take it back.
DONE = {Version.Op.INSERT: "add", Version.Op.UPDATE: "change", Version.Op.DELETE: "delete"}


def may_set_back(user, versions):
    """Return whether there is anything to set back, and a person may set back all of it.

    What others did takes a permission of its own, and those to change all that is changed by it;
    what a person did themselves takes those that they needed to do it.
    """
    versions = versions.exclude(table="").order_by()
    kinds = set(versions.values_list("table", "op", "edit__who").distinct())
    is_own = {who for _table, _op, who in kinds} == {user.get_username()}
    actions = DONE if is_own else ACTIONS
    needed = {
        _permission(table, actions[op])
        for table, op, _who in kinds
        if models_by_table()[table] is not Alias
    }
    if not is_own:
        needed.add("agreements.undo_edits")
    return bool(kinds) and user.has_perms(needed)


def _permission(table, action):
    """Return the permission that it takes; a link belongs to the record that holds it.

    A settlement comes and goes with the citations that it weighed, a former address with the record
    that it leads to.
    """
    model = models_by_table()[table]
    if model is Distinct:
        return "agreements.merge_records"
    if model is Settlement:
        return "agreements.change_citation"
    if holder := model._meta.auto_created:
        return f"agreements.change_{holder._meta.model_name}"
    return f"agreements.{action}_{model._meta.model_name}"


def confirm(request, versions, write, context):
    """Ask why some versions are to be set back, which `write` does; return (page, edit)."""
    if not may_set_back(request.user, versions):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form, later = ReasonForm(readable(request.POST) if is_sent else None), None
    if is_sent and form.is_valid():
        try:
            with turn_to_write():
                return None, write(request.user.get_username(), form.cleaned_data["why"])
        except (Busy, Refused) as refusal:
            form.add_error(None, str(refusal))
            later = getattr(refusal, "later", None)
    told = told_rows(versions, is_set_back=True)
    context = {**context, "reason": form, "later": later, "told": told}
    return TemplateResponse(request, "admin/agreements/edit/undo.html", context), None
