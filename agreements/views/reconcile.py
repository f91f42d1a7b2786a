"""The Reconciliation Service API, for OpenRefine and other programs on other sites."""

from contextlib import contextmanager

from csp.decorators import csp_replace
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from agreements.lists import live
from agreements.reconciliation.entities import description, records_of
from agreements.reconciliation.extension import extend, read_extension
from agreements.reconciliation.manifest import manifest
from agreements.reconciliation.queries import read_batch
from agreements.reconciliation.refusal import error, unreadable
from agreements.reconciliation.suggestions import (
    find_entities,
    proposed_properties,
    suggest_properties,
    suggest_types,
)
from agreements.reconciliation.told_candidates import find, suggestions, told

from .open_service import service

READING = ("GET", "HEAD")
# OpenRefine's scripts add both to the addresses that they ask for.
ADDED = {"callback", "_"}
# A preview has room for so many.
MAX_NAMES = 4


@contextmanager
def one_state(request):
    """Give a Snapshot, and what lets others ask it; rows are read of the same state meanwhile."""
    with live.snapshot_and_release() as (snapshot, release):
        request.revision = snapshot.revision
        yield snapshot, release


@service("GET", "HEAD", "POST")
def reconcile(request):
    """Answer queries, or with values of records; without either tell what the service does."""
    asked = request.POST if request.method == "POST" else request.GET
    if "queries" in asked:
        batch = read_batch(asked["queries"])
        with one_state(request) as (snapshot, release):
            found = find(batch, snapshot)
            release()
            return told(found)
    if "extend" in asked:
        extension = read_extension(asked["extend"])
        with one_state(request) as (_snapshot, release):
            release()
            return extend(extension)
    unknown = sorted(asked.keys() - ADDED)
    if unknown or request.method == "POST":
        detail = _("A form has queries or extend, each in JSON; this is neither.")
        raise unreadable(
            [error(name, asked.get(name, ""), detail) for name in unknown or ["queries"]]
        )
    return manifest(request.build_absolute_uri)


@service(*READING)
def entities(request):
    """Suggest records to who types a name."""
    with one_state(request) as (snapshot, release):
        found = find_entities(request.GET, snapshot)
        release()
        return {"result": suggestions(found)}


@service(*READING)
def types(request):
    """Suggest types."""
    return {"result": suggest_types(request.GET)}


@service(*READING)
def properties(request):
    """Suggest properties."""
    return {"result": suggest_properties(request.GET)}


@service(*READING)
def proposals(request):
    """Tell which properties can be fetched."""
    return proposed_properties(request.GET)


@service(*READING)
def flyout(request):
    """Answer with a record's preview as a part of another page."""
    identifier = request.GET.get("id", "")
    with one_state(request) as (_snapshot, release):
        release()
        shown = previewed(request, identifier)
        html = render_to_string("agreements/_previewed.html", shown)
    return {"id": identifier, "html": html}


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@service(*READING)
def preview(request):
    """Answer with a small page about a record, to be shown within a page of another site."""
    with one_state(request) as (_snapshot, release):
        release()
        shown = previewed(request, request.GET.get("id", ""))
        status = 200 if shown["record"] else 404
        return render(request, "agreements/reconcile_preview.html", shown, status=status)


def previewed(request, identifier):
    """Return what a preview shows of the record of an identifier."""
    record = records_of([identifier]).get(identifier)
    shown = {"identifier": identifier, "record": record}
    if record:
        names = getattr(record, "names", None)
        shown["address"] = request.build_absolute_uri(record.get_absolute_url())
        shown["noun"] = record._meta.verbose_name
        shown["description"] = description(record)
        shown["names"] = names.all()[:MAX_NAMES] if names else []
    return shown


def entity(request, identifier):
    """Lead from an identifier to the page of its record."""
    record = records_of([identifier]).get(identifier)
    if record is None:
        raise Http404(_("No record has this identifier."))
    return redirect(record)
