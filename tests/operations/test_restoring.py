"""A backup is looked through before it takes the place of anything."""

import json
import re
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from agreements.changes import triggers
from agreements.editing.integrity import violations
from agreements.models import AccountLanguage, Agreement
from agreements.operations.backing_up import back_up
from agreements.operations.whole_tables import sums
from tests.admin.codes import with_code
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db(transaction=True)
DAMAGED = " is damaged, or is no backup."


def changed(path, **told):
    """Write a backup anew that tells otherwise of itself, and return its path."""
    with ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["backup.json"] = json.dumps({**json.loads(members["backup.json"]), **told})
    with ZipFile(path, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
    return path


def refusal(path):
    """Return what is said of a backup that is not restored."""
    before = sums("default")
    with pytest.raises(CommandError) as caught:
        call_command("restore", path, replace=True)
    assert sums("default") == before
    assert str(caught.value).endswith(" Nothing was changed.")
    return str(caught.value).removesuffix(" Nothing was changed.")


def test_restored_register_is_the_one_that_was_backed_up(tmp_path, register, django_user_model):
    editor = django_user_model.objects.create_user("editor", password="a long one")
    AccountLanguage.objects.create(account=editor, language="ru")
    with_code(editor)
    before, path = sums("default"), back_up(tmp_path)
    call_command("flush", interactive=False, verbosity=0)
    assert sums("default") != before

    call_command("restore", path)

    assert sums("default") == before
    assert triggers.missing(connection) == []
    assert [*violations()] == []
    # What is written next has a number of its own, and is noted.
    added = AgreementFactory()
    assert sums("default")["agreements_agreement"].count == (
        before["agreements_agreement"].count + 1
    )
    assert Agreement.objects.latest("pk") == added
    assert [*tmp_path.iterdir()] == [path]


def test_backup_is_named_from_the_folder_where_one_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path.parent)
    path = back_up(tmp_path)
    before = sums("default")

    call_command("restore", path.relative_to(tmp_path.parent), replace=True)

    assert sums("default") == before


def test_what_the_register_holds_is_given_up_only_where_that_is_said(tmp_path):
    path = back_up(tmp_path)
    AgreementFactory()

    with pytest.raises(
        CommandError, match=r"^The register holds agreements, .* --replace\. Nothing"
    ):
        call_command("restore", path)
    assert Agreement.objects.count() == 1

    call_command("restore", path, replace=True)
    assert Agreement.objects.count() == 0


def test_file_that_is_no_backup_is_refused(tmp_path):
    path = tmp_path / "notes.zip"
    path.write_text("no zip")

    assert refusal(path) == f"{path}{DAMAGED}"


def test_file_that_is_not_there_is_refused(tmp_path):
    path = tmp_path / "none.zip"

    assert refusal(path) == f"{path}: No such file or directory."


def test_backup_that_breaks_off_is_refused(tmp_path, agreement):
    path = back_up(tmp_path)
    path.write_bytes(path.read_bytes()[:-1000])

    assert refusal(path) == f"{path}{DAMAGED}"


def test_backup_with_other_bytes_is_refused(tmp_path, agreement):
    path = back_up(tmp_path)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    # A single bit may make no difference once it is unpacked.
    content[middle : middle + 64] = bytes(255 - byte for byte in content[middle : middle + 64])
    path.write_bytes(content)

    assert refusal(path) == f"{path}{DAMAGED}"


def test_backup_with_another_checksum_is_refused(tmp_path, agreement):
    path = changed(back_up(tmp_path), sha256="0" * 64)

    assert refusal(path) == "It is damaged: its checksum is not that of the database in it."


@pytest.mark.parametrize("told", [{"layout": 2}, {"migrations": ["agreements.9999_later"]}])
def test_backup_of_a_newer_version_is_refused(tmp_path, told):
    path = changed(back_up(tmp_path), version="9.0.0", **told)

    assert refusal(path) == "It was made by a newer version, 9.0.0: upgrade the program first."


def test_backup_of_another_kind_of_database_is_refused(tmp_path):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    path = changed(back_up(tmp_path), database=other)

    assert re.fullmatch(
        r"It is of \w+, and DATABASE_URL names \w+: restore it into \w+, then use manage.py move\.",
        refusal(path),
    )


def test_tables_of_others_stay(tmp_path, postgresql):
    path = back_up(tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_others (number int)")

    call_command("restore", path, replace=True)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM of_others")
        cursor.execute("DROP TABLE of_others")
