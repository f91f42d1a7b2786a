"""What an editor typed outlives the end of their login, in a real browser."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from agreements.models import Agreement, Edit
from tests.admin.forms import change

PASSWORD = "reed basket 41"
TYPED = 'One college, two cities;\nМастерская, 工坊 & "more" <b>.'


@pytest.fixture
def editor(new_page):
    """A page of somebody who is logged in as an editor; script runs, as in the admin it may."""
    User.objects.create_superuser("editor", password=PASSWORD)
    page = new_page()
    page.goto("/admin/")
    log_in(page)
    return page


@pytest.fixture
def record(register):
    """The agreement that is edited."""
    return Agreement.objects.order_by("pk").first()


def log_in(page):
    """Fill in the form of a login."""
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def type_and_save(page, record, witness):
    """Type a summary, and save it when the session has ended."""
    page.goto(change(record))
    page.locator("#id_summary").fill(TYPED)
    Session.objects.all().delete()
    witness.pardon(change(record))
    page.get_by_role("button", name="Save", exact=True).first.click()


def test_what_was_typed_is_sent_again_after_a_login_and_saved_once(editor, record, witness):
    type_and_save(editor, record, witness)
    expect(editor.get_by_text("What you typed is kept on this page.")).to_be_visible()
    log_in(editor)
    expect(editor.get_by_text("You are logged in as editor")).to_be_visible()

    editor.get_by_role("button", name="Send it again").dblclick()

    expect(editor.get_by_text("was changed successfully")).to_be_visible()
    assert Agreement.objects.get(pk=record.pk).summary.replace("\r\n", "\n") == TYPED
    assert Edit.objects.filter(who="editor").count() == 1


def test_what_was_typed_is_looked_at_before_it_is_saved(editor, record, witness):
    type_and_save(editor, record, witness)
    log_in(editor)

    editor.get_by_role("button", name="Look at the form").click()
    expect(editor.locator("#id_summary")).to_have_value(TYPED)
    before = Agreement.objects.get(pk=record.pk).summary
    editor.get_by_role("button", name="Save", exact=True).first.click()

    expect(editor.get_by_text("was changed successfully")).to_be_visible()
    assert before == record.summary
    assert Agreement.objects.get(pk=record.pk).summary.replace("\r\n", "\n") == TYPED
