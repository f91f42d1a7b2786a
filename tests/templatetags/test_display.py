"""Filters and tags by which values are shown."""

from datetime import date

import pytest
from django.contrib.auth.context_processors import PermWrapper
from django.contrib.auth.models import Permission, User
from django.utils import translation

from agreements.models.days import Day
from agreements.nouns import PLACE
from agreements.templatetags.display import (
    as_time,
    edit_address,
    language_label,
    main_lists,
    may_edit,
    plain,
    worded,
)
from tests.factories import AgreementFactory, SectorFactory


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Day(date(2024, 9, 1), "month"), '<time datetime="2024-09">September 2024</time>'),
        (Day(date(2024, 1, 1), "year"), '<time datetime="2024">2024</time>'),
        (Day(None, "day"), ""),
        (None, ""),
    ],
    ids=["a month", "a year", "unknown", "none"],
)
def test_day_is_shown_no_more_exact_than_it_is_known(day, expected):
    assert as_time(day) == expected


@pytest.mark.parametrize(("length", "expected"), [(12.5, "12.5"), (12.0, "12"), (7, "7")], ids=str)
def test_length_is_written_with_a_point_in_every_language(length, expected):
    with translation.override("ru"):
        assert plain(length) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("uz-Cyrl", "Uzbek in Cyrillic script"), ("kaa", "Karakalpak"), ("eo", "eo")],
    ids=str,
)
def test_language_is_named_and_one_without_a_name_shown_by_its_tag(tag, expected):
    assert language_label(tag) == expected


def test_record_is_edited_at_the_screen_of_its_noun():
    assert edit_address(SectorFactory.build(pk=7)) == "/admin/agreements/sector/7/change/"


@pytest.mark.django_db
def test_editor_may_edit_the_nouns_for_which_there_is_a_permission(rf, settings):
    editor = User.objects.create_user("editor")
    editor.user_permissions.add(Permission.objects.get(codename="change_sector"))
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME], request.user = "a session", editor
    context = {"request": request, "perms": PermWrapper(editor)}

    assert [may_edit(context, record.build()) for record in (SectorFactory, AgreementFactory)] == [
        True,
        False,
    ]


def test_menus_lead_to_the_nouns_that_have_lists():
    addresses = [noun.list_address for noun in main_lists()]

    assert (addresses[0], "" in addresses, PLACE in main_lists()) == ("/agreements/", False, False)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", 'Names <span lang="zh">重庆</span> &amp; ZTE.'),
        ("ru", '<bdi lang="en">Names <span lang="zh">重庆</span> &amp; ZTE.</bdi>'),
    ],
)
def test_worded_are_read_as_english_on_pages_in_other_languages(language, expected):
    with translation.override(language):
        assert worded("Names 重庆 & ZTE.") == expected
