"""Saving while another transaction writes: bounded, and the form comes back as it was typed."""

import threading

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection

from agreements.editing import turns
from agreements.models import Agreement
from tests.admin.forms import change, filled_in, problems
from tests.admin.import_steps import ADDRESS, SAVE, choose, go_on, shown
from tests.databases.states import written_by_another
from tests.factories import CountryFactory

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "Nothing was saved: other changes are being written to the register just now."


@pytest.fixture
def short_patience(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 200)


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor"))
    return client


def test_save_that_would_wait_too_long_is_refused_as_typed(editor, agreement, short_patience):
    data = filled_in(editor.get(change(agreement))) | {"title": "As it was typed"}

    with written_by_another():
        refused = editor.post(change(agreement), data)
        kept = Agreement.objects.get(pk=agreement.pk).title
    saved = editor.post(change(agreement), data)

    assert (refused.status_code, kept) == (200, "A college")
    assert SENTENCE in problems(refused)
    assert refused.context["adminform"].form["title"].value() == "As it was typed"
    assert saved.status_code == 302
    assert Agreement.objects.get(pk=agreement.pk).title == "As it was typed"


def test_deletion_that_would_wait_too_long_is_refused(editor, agreement, short_patience):
    address = change(agreement).replace("change", "delete")

    with written_by_another():
        refused = editor.post(address, {"post": "yes", "why": "A slip"}, follow=True)
    deleted = editor.post(address, {"post": "yes", "why": "A slip"})

    assert (refused.status_code, SENTENCE in problems(refused)) == (200, True)
    assert (deleted.status_code, Agreement.objects.count()) == (302, 0)


def test_import_that_would_wait_too_long_comes_back_with_its_plan(editor, short_patience):
    for code in ("CN", "UZ"):
        CountryFactory(code=code)
    data = shown(choose(editor)) | SAVE

    with written_by_another():
        refused = editor.post(ADDRESS, data)
    outdated = editor.post(ADDRESS, data)
    saved = go_on(editor, outdated, **SAVE)

    assert (refused.status_code, SENTENCE in problems(refused)) == (200, True)
    assert (saved.status_code, Agreement.objects.count()) == (302, 1)


def test_readers_are_answered_while_as_many_editors_wait_as_may(client, agreement, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 3_000)
    refusals = []

    def wait():
        try:
            with turns.turn_to_write():
                Agreement.objects.filter(pk=agreement.pk).update(title="Waited")
        except turns.Busy:
            refusals.append("waited")
        connection.close()

    editors = [threading.Thread(target=wait) for _each in range(settings.MAX_WRITERS)]
    with written_by_another():
        for editor in editors:
            editor.start()
        while any(editor.is_alive() for editor in editors) and not refusals:
            page = client.get("/agreements/")
            try:
                with turns.turn_to_write():
                    pass
            except turns.Busy:
                refusals.append("at once")

    for editor in editors:
        editor.join()
    assert (page.status_code, refusals) == (200, ["at once"])
    assert Agreement.objects.get(pk=agreement.pk).title == "Waited"


def test_error_that_is_no_waiting_is_not_taken_for_it(agreement):
    with pytest.raises(ZeroDivisionError), turns.turn_to_write():
        raise ZeroDivisionError

    with turns.turn_to_write():
        Agreement.objects.update(title="Saved")

    assert Agreement.objects.get().title == "Saved"
