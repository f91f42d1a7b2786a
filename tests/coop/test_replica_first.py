"""Readers are answered by a standby, editors by the database itself: with a real standby.

It takes about a minute, so that COOP_SWEEP has to ask for it.
"""

import os
import re
import time
from contextlib import ExitStack
from itertools import chain
from types import SimpleNamespace

import psycopg
import pytest

from tests.browser import page_kinds
from tests.conftest import skip_without
from tests.coop.replicated import PROGRAMS, clusters, following, served, until
from tests.sweeps import SWEEP

# In milliseconds: so late is the standby.
DELAY = 1_000
LEFT = "The database itself answers readers"
FIRST = "/agreements/AG-0001/"
RENAME = "UPDATE agreements_agreement SET title = %s WHERE ref = 'AG-0001'"
CLONE = """
from agreements.models import Agreement
print(Agreement.objects.create(title="Newest of all", status="signed", kind="agreement").ref)
"""
LOGIN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import get_user_model
user = get_user_model().objects.create_superuser("editor", password="a long one")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session["_auth_user_id"], session["_auth_user_hash"] = str(user.pk), user.get_session_auth_hash()
session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
session.create()
print(session.session_key)
"""

pytestmark = pytest.mark.skipif(SWEEP not in os.environ, reason="COOP_SWEEP asks for it.")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A primary, its standby, and two web processes that know both."""
    skip_without("postgresql", is_there=bool(PROGRAMS))
    logs = tmp_path_factory.mktemp("servers")
    with ExitStack() as running:
        primary, standby = running.enter_context(clusters())
        running.enter_context(following(primary, standby, DELAY))
        said = {"DATABASE_REPLICA_URL": standby.url}
        until(lambda: revision(primary) == revision(standby))
        servers = [running.enter_context(served(primary, logs, **said)) for _ in range(2)]
        session = primary.manage("shell", "-c", LOGIN).split()[-1]
        yield SimpleNamespace(primary=primary, standby=standby, servers=servers, session=session)


@pytest.fixture
def in_step(world):
    """The same, once both servers ask the standby, and it has all that was written."""
    for server in world.servers:
        until(lambda server=server: asks_the_standby(world, server))
    return world


def asks_the_standby(world, server):
    """Return whether a server shows what the standby has, and not what it will have."""
    wait_for_standby(world)
    name = f"As of {time.time()}"
    with world.standby.held():
        world.primary.run(RENAME, name)
        found = title(server.get(FIRST))
    wait_for_standby(world)
    return found != name


def wait_for_standby(world):
    """Wait until the standby has all that was written."""
    newest = revision(world.primary)
    until(lambda: revision(world.standby) >= newest)


def revision(cluster):
    [[newest]] = cluster.run("SELECT max(id) FROM agreements_change")
    return newest


def title(answer):
    heading = re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", answer.body, re.DOTALL)[1]
    return re.sub("<[^>]+>", "", heading)


def test_replica_is_well(world):
    first = world.servers[0]

    assert first.get("/readyz").body == "ok\n"
    assert "\ncoop_replica_answers 1\n" in first.get("/metrics").body
    assert LEFT not in first.log


def test_page_never_goes_back_and_is_what_its_etag_says(in_step):
    seen, number = [[], []], 0
    end = time.monotonic() + 6 * DELAY / 1000
    while time.monotonic() < end:
        number += 1
        in_step.primary.run(RENAME, f"Edit {number}")
        for server, answers in zip(in_step.servers, seen, strict=True):
            answer = server.get(FIRST)
            answers.append((answer.revision, title(answer)))

    for answers in seen:
        revisions = [told for told, _name in answers]
        assert revisions == sorted(revisions)
        assert revisions[0] < revisions[-1]
    named = {}
    for told, name in chain(*seen):
        assert named.setdefault(told, name) == name
    edits = [int(name.split()[1]) for _told, name in sorted(named.items()) if "Edit" in name]
    assert edits == sorted(set(edits))
    assert all(LEFT not in server.log for server in in_step.servers)


def test_editor_sees_a_save_at_once_and_others_soon(in_step):
    before = title(in_step.servers[0].get(FIRST))
    with in_step.standby.held():
        in_step.primary.run(RENAME, "Just saved")

        for server in in_step.servers:
            assert title(server.get(FIRST, Cookie=f"sessionid={in_step.session}")) == "Just saved"
            assert title(server.get(FIRST)) == before
    for server in in_step.servers:
        until(lambda server=server: title(server.get(FIRST)) == "Just saved")


def test_new_record_is_there_at_once_and_does_not_go_away(in_step):
    first, second = in_step.servers
    with in_step.standby.held():
        ref = in_step.primary.manage("shell", "-c", CLONE).split()[-1]

        assert title(first.get(f"/agreements/{ref}/")) == "Newest of all"
        assert "Newest of all" in first.get("/agreements/?page_size=100").body
        assert "Newest of all" not in second.get("/agreements/?page_size=100").body
    wait_for_standby(in_step)
    assert "Newest of all" in second.get("/agreements/?page_size=100").body


def test_mirror_that_is_ahead_of_the_replica_need_not_begin_anew(in_step):
    with in_step.standby.held():
        in_step.primary.run(RENAME, "Told to mirrors")
        newest = revision(in_step.primary)

        assert in_step.servers[0].get(f"/changes.json?since={newest}").status == 200


def test_search_finds_on_the_replica_what_was_folded_by_the_primary(in_step):
    in_step.primary.run(RENAME, "Walrus husbandry")

    until(lambda: FIRST in in_step.servers[1].get("/search/?q=walrus").body)


def test_cancelled_query_is_told_by_the_code_that_is_looked_for(in_step):
    in_step.standby.run("ALTER SYSTEM SET max_standby_streaming_delay = 0")
    in_step.standby.control("reload")
    with psycopg.connect(in_step.standby.url) as reading:
        reading.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        reading.execute("SELECT count(*) FROM agreements_sector")
        in_step.primary.run("UPDATE agreements_sector SET name = name")
        in_step.primary.run("VACUUM agreements_sector")
        with pytest.raises(psycopg.OperationalError) as caught:
            until(lambda: reading.execute("SELECT 1") and False)
    in_step.standby.run("ALTER SYSTEM RESET max_standby_streaming_delay")
    in_step.standby.control("reload")

    assert caught.value.sqlstate == "40001"


def test_database_itself_answers_while_the_replica_does_not(in_step):
    in_step.standby.stop()
    try:
        for server in in_step.servers:
            assert [server.get(FIRST).status for _ in range(3)] == [200] * 3
            assert server.log.count(LEFT) == 1
            assert server.get("/readyz").body == (
                "the replica does not answer: the database itself answers readers\n"
            )
    finally:
        in_step.standby.start()


def test_readers_need_nothing_of_the_database_itself(in_step):
    """Each kind of page is made while there is no other database: so nothing is written for it."""
    server = in_step.servers[1]
    read = lambda address: server.get(address).body  # noqa: E731, as page_kinds has it
    addresses = {name: page_kinds.address(name, read) for name in page_kinds.NAMES}
    usual = {name: server.get(one).status for name, one in addresses.items() if one}
    in_step.primary.stop()
    try:
        alone = {name: server.get(addresses[name]).status for name in usual}
        data = [
            server.get(f"/agreements{address}").status
            for address in (".csv", ".json", ".atom", ".xlsx", ".bib", ".svg?chart=sectors")
        ]
        ready = server.get("/readyz")
    finally:
        in_step.primary.start()

    assert alone == usual | {"as-of": 503}
    assert data == [200] * 6
    assert (ready.status, ready.body) == (
        200,
        "database does not answer: its replica answers readers alone\n",
    )
