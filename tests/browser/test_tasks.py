"""What editors do among themselves, counted in a real browser; nothing that they wrote is lost."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from agreements.models import Agreement
from tests.admin.forms import change
from tests.browser.hands import Cost
from tests.browser.whole_register import as_it_stands

PASSWORD = "reed basket 41"


@pytest.fixture
def edited(register):
    """The agreement that two editors write at."""
    return Agreement.objects.get(ref="AG-0002")


def may_come_in(name, password):
    return User.objects.get(username=name).check_password(password)


def test_colleague_gets_an_account_and_a_role_in_one_form(hands_of):
    hands = hands_of("keeper", "Administrator")

    hands.follow(hands.page.locator("a.addlink[href='/admin/auth/user/add/']").first)
    hands.type("username", "anora")
    hands.choose("role", hands.page.locator("option", has_text="Editor:").inner_text())
    hands.press("button", "Save")

    told = hands.page.locator(".messagelist").inner_text()
    assert "/admin/password-reset/" in told
    assert User.objects.get(username="anora").has_perm("agreements.add_agreement")
    assert hands.cost.is_within(Cost(clicks=5, fields=2, forms=1)), hands.cost


def test_password_is_set_anew(hands_of, witness):
    account = User.objects.create_user("anora", password="forgotten", is_staff=True)
    # Chromium would have Django mark the name of the account for those who keep passwords.
    witness.pardon(f"/admin/auth/user/{account.pk}/password/")
    hands = hands_of("keeper", "Administrator")

    hands.press("link", "Users")
    hands.press("link", "anora")
    hands.press("link", "Reset password")
    hands.type("password1", PASSWORD)
    hands.type("password2", PASSWORD)
    hands.press("button", "Change password")

    assert may_come_in("anora", PASSWORD)
    assert hands.cost.is_within(Cost(clicks=6, fields=2, forms=1)), hands.cost


def test_second_editor_is_told_what_the_first_one_wrote(hands_of, edited):
    _first, second = _both_write(
        hands_of, edited, ("summary", "By Anora."), ("summary", "By Bobur.")
    )

    expect(second.page.get_by_text("“By Anora.” was saved meanwhile").first).to_be_visible()
    assert second.page.locator("[name='summary']").input_value() == "By Bobur."
    assert Agreement.objects.get(pk=edited.pk).summary == "By Anora."
    second.press("button", "Save")
    assert Agreement.objects.get(pk=edited.pk).summary == "By Bobur."
    assert second.cost.is_within(Cost(clicks=3, fields=1, forms=2)), second.cost


def test_what_two_editors_wrote_in_two_fields_is_all_kept(hands_of, edited):
    _first, second = _both_write(hands_of, edited, ("summary", "By Anora."), ("title", "By Bobur"))

    expect(
        second.page.get_by_text("Others changed this meanwhile, and it was kept")
    ).to_be_visible()
    held = Agreement.objects.get(pk=edited.pk)
    assert (held.summary, held.title) == ("By Anora.", "By Bobur")
    assert second.cost.is_within(Cost(clicks=2, fields=1, forms=1)), second.cost


def _both_write(hands_of, record, *written):
    """Have two editors open a record, then each write in a field and save, one after the other."""
    editors = [hands_of("anora", "Editor"), hands_of("bobur", "Editor")]
    for hands in editors:
        hands.page.goto(change(record))
    for hands, (field, text) in zip(editors, written, strict=True):
        hands.type(field, text)
        hands.press("button", "Save")
    return editors


def test_edit_of_somebody_is_seen_with_its_values_and_undone(hands_of, edited):
    before = as_it_stands()
    writer, reviewer = hands_of("anora", "Editor"), hands_of("bobur", "Reviewer")
    writer.page.goto(change(edited))
    writer.type("summary", "Another summary.")
    writer.press("button", "Save")
    reviewer.page.reload()

    reviewer.follow(reviewer.page.locator("#recent-actions-module li a").first)
    expect(reviewer.page.get_by_text("Another summary.")).to_be_visible()
    reviewer.undo()

    assert as_it_stands() == before
    assert reviewer.cost.is_within(Cost(clicks=4, fields=1, forms=1)), reviewer.cost


def test_record_deleted_by_mistake_is_put_back(hands_of):
    before = as_it_stands()
    hands = hands_of("bobur", "Reviewer")
    hands.press("link", "Agreements")
    hands.press("link", "AG-0003")
    hands.press("link", "Delete")
    hands.type("why", "Taken for another one.")
    hands.press("button", "Yes, I’m sure")
    expect(hands.page.get_by_text("was deleted successfully")).to_be_visible()

    hands.page.goto("/admin/")
    hands.begin_anew()
    hands.press("link", "Deleted records")
    hands.press("link", "Put back")
    hands.type("why", "It was a mistake.")
    hands.press("button", "Put back")

    assert as_it_stands() == before
    assert hands.cost.is_within(Cost(clicks=4, fields=1, forms=1)), hands.cost
