"""What it costs that nothing is lost: a save by the admin, of a record of 18 citations."""

from contextlib import ExitStack, contextmanager
from itertools import count
from time import process_time

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client

from agreements.admin import base, guarded
from agreements.models import Agreement, Citation, Edit, Version
from tests.admin.forms import change, filled_in

CITATIONS = 18
TURNS = count()


class RolledBack(Exception):  # noqa: N818, it ends a turn
    """The end of what is measured."""


def record_of_many_citations():
    """Return an agreement that has as many citations as the bar speaks of."""
    agreement = Agreement.objects.order_by("pk").first()
    source = Citation.objects.first().source
    for number in range(CITATIONS - agreement.citations.count()):
        Citation.objects.create(agreement=agreement, source=source, claim=f"Claim {number}")
    return agreement


def editor():
    """Return a client that is signed in and may change everything."""
    user, _made = get_user_model().objects.get_or_create(
        username="benchmark", is_staff=True, is_superuser=True
    )
    client = Client()
    client.force_login(user)
    return client


def form_of(client, agreement, *, with_claims):
    """Return what a browser sends of a changed summary, and of changed claims besides."""
    turn = next(TURNS)
    data = filled_in(client.get(change(agreement))) | {"summary": f"{turn}"}
    claims = [name for name in data if name.startswith("citations-") and name.endswith("-claim")]
    return data | {name: f"{turn}" for name in claims if with_claims}


def saved(client, agreement, *, with_claims, without=()):
    """Return the seconds of the processor that a save takes, without some of what guards it."""
    data = form_of(client, agreement, with_claims=with_claims)
    try:
        with transaction.atomic(), ExitStack() as left_out:
            # Where triggers are dropped, SQLite prepares all statements anew; so it does always.
            connection.cursor().execute("CREATE TABLE benchmark_nothing (id integer)")
            for each in without:
                left_out.enter_context(each())
            start = process_time()
            response = client.post(change(agreement), data)
            seconds = process_time() - start
            if response.status_code != 302:
                raise ValueError(response.content.decode())
            raise RolledBack
    except RolledBack:
        return seconds


@contextmanager
def no_guard():
    """Save as Django's admin does: no merging, no second look at citations, no edit with a why."""
    replaced = {
        (guarded.GuardedScreen, "refuse_second_click"): lambda *_arguments: None,
        (guarded.GuardedScreen, "keep_other_saves"): lambda *_arguments: None,
        (guarded, "answer_notices"): lambda *_arguments: None,
        (base, "edit"): lambda *_arguments, **_values: transaction.atomic(),
    }
    kept = {(owner, name): getattr(owner, name) for owner, name in replaced}
    for (owner, name), act in replaced.items():
        setattr(owner, name, act)
    try:
        yield
    finally:
        for (owner, name), act in kept.items():
            setattr(owner, name, act)


def queries_of_save(client, agreement, *, with_claims):
    """Return how many queries a save makes."""
    asked = []

    def noting(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    data = form_of(client, agreement, with_claims=with_claims)
    with connection.execute_wrapper(noting):
        client.post(change(agreement), data)
    return len(asked)


def bytes_of_last_edit():
    """Return (rows, bytes) of the versions of the newest edit."""
    rows = Version.objects.filter(edit=Edit.objects.latest("pk"))
    return rows.count(), sum(len((row.old or "").encode()) for row in rows)
