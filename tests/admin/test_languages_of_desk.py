"""The desk in the languages of the register: what Django and its scripts say there."""

import pytest
from django.utils.translation import override

from agreements.admin.account_forms import RoleField
from tests.admin.forms import problems
from tests.factories import SectorFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "word"),
    [("uz", "Hammasini tanlash: %s"), ("zh-hans", "选择全部%s"), ("ru", "Выбрать все %s")],
)
def test_scripts_of_the_desk_speak_the_language(admin_client, settings, language, word):
    admin_client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    catalogue = admin_client.get("/admin/jsi18n/").content.decode()

    assert word.encode("unicode_escape").decode() in catalogue or word in catalogue


def test_list_tells_its_number_apart_from_its_noun(admin_client):
    SectorFactory.create_batch(3)

    page = admin_client.get("/admin/agreements/sector/")

    assert "Sectors: 3" in problems(page)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Viewer: reads all records and edits"),
        ("ru", "Читатель: "),
        ("zh-hans", "查看者："),
    ],
)
def test_role_is_called_by_its_label(language, expected):
    with override(language):
        labels = [label for value, label in RoleField().choices if value]

    assert labels[0].startswith(expected)
