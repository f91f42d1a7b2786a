"""A record as it was on an earlier day."""

from datetime import datetime, time, timedelta

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _

from agreements.changes.history import NotKnown
from agreements.changes.past_record import past_record
from agreements.evidence.timeline import HAPPENINGS, timeline
from agreements.evidence.values import Evidence
from agreements.lists.fields import DayField, read_day
from agreements.models import Translation
from agreements.models.citation import CITED
from agreements.models.days import Day, Precision
from agreements.models.translation import take_translation

from . import metadata
from .data_links import links_of_record
from .facts import known, rows
from .page import one_text

PARAMETER = "as_of"


def as_of(request, noun, record, unknown):
    """Answer with the page of a record as it was at the end of the day that the address tells.

    `unknown` is what else the address has that the page does not know.
    Raises Http404 where there is no such day or more than one, where the day has not come or the
    record was not there, and where nobody knows what it was.
    """
    day = past_day(one_text(request.GET, PARAMETER, DayField.several))
    moment = end_of(day)
    try:
        past = past_record(record, moment)
    except NotKnown as error:
        raise Http404(str(error)) from error
    if past is None:
        raise Http404(_("The register did not have this record on that day."))
    context = context_of(request, noun, past, day) | {"unknown": unknown}
    response = render(request, "agreements/as_of.html", context)
    response.headers["Memento-Datetime"] = http_date(moment.timestamp())
    original = request.build_absolute_uri(record.get_absolute_url())
    response.headers["Link"] = f'<{original}>; rel="original"'
    return response


def past_day(text):
    """Return the day that a text such as "2026-10-01" names; raise Http404 where it is none."""
    day = read_day(text)
    if day is None:
        raise Http404(_("A day is written as in 2026-10-01, and lies between 1900 and 2199."))
    if day > timezone.localdate():
        raise Http404(_("That day has not come yet."))
    return day


def end_of(day):
    """Return the last moment of a day, now where the day is not over."""
    following = datetime.combine(day + timedelta(days=1), time.min)
    return min(timezone.make_aware(following) - timedelta(microseconds=1), timezone.now())


def context_of(request, noun, past, day):
    record = past.record
    take_translation(record, past.rows_of(Translation))
    evidence = None
    context = {"object": record, "noun": noun, "day": Day(day, Precision.DAY), "past": past}
    context["data_links"] = links_of_record(record, day)
    if noun.name in CITED:
        parties = [party.institution_id for party in past.items.get("parties", ())]
        evidence = Evidence(record, past.citations, parties, past.items)
        context |= known(record, evidence, ())
        if noun.name in HAPPENINGS:
            context["timeline"] = timeline(record, evidence)
        context["names"] = past.items.get("names", ())
        context["identifiers"] = past.items.get("identifiers", ())
    sentence = _("A record as it was on an earlier day.")
    page = metadata.made(request, str(record), sentence, robots=metadata.NOT_KEPT)
    return context | rows(record, evidence) | {"metadata": page}
