"""A release: the whole register as one file, whose bytes say what it is."""

import csv
import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from agreements.models import Agreement, Change, Edit, Version
from agreements.release.making import make_release
from agreements.release.released import released_tables
from agreements.release.shelf import SUMS
from tests.factories import AgreementFactory, PartyFactory, SectorFactory
from tests.release.recorded import LIST, sums_of_tables
from tests.release.zips import contents, with_sums, write

pytestmark = pytest.mark.django_db

PAPERS = [
    *("changes.csv", "codebook.csv", "datapackage.json", "README.md", "LICENSE"),
    *("CITATION.cff", "datacite.json", SUMS),
]


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


def changes_of(path):
    with ZipFile(path) as opened:
        lines = opened.read("changes.csv").decode().split("\r\n")
    return lines[1:-1]


def test_release_has_a_table_for_each_of_the_registers_and_what_tells_of_them(tmp_path):
    AgreementFactory()

    files = contents(make_release(tmp_path))

    assert list(files) == [*(table.file_name for table in released_tables()), *PAPERS]
    assert with_sums(files)[SUMS] == files[SUMS]


def test_release_is_named_by_day_and_number_of_the_revision(tmp_path):
    Change.objects.create(pk=2**40, noted_at=datetime(2026, 11, 25, 23, 59, tzinfo=UTC))

    path = make_release(tmp_path / "new" / "folder")

    assert path.name == f"coop-2026-11-25-r{2**40}.zip"
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_same_state_has_the_same_bytes(tmp_path, register):
    first = make_release(tmp_path / "first").read_bytes()
    with translation.override("ru"):
        second = make_release(tmp_path / "second").read_bytes()

    again = make_release(tmp_path / "second").read_bytes()

    assert first == second == again


def test_article_has_the_recorded_sums_on_every_database(register):
    """Where a fixture or a model was changed, tests/release/recorded.py makes the list anew."""
    assert sums_of_tables() == LIST.read_text()


def test_row_says_what_the_record_holds(tmp_path):
    agreement = AgreementFactory(
        title='Ünïcode, "quoted"\nand 重庆', signed_on=date(2025, 6, 1), signed_precision="month"
    )
    agreement.sectors.add(SectorFactory(slug="energy"))
    Agreement.objects.update(updated_at=datetime(2025, 6, 18, 7, 5, tzinfo=UTC))
    party = PartyFactory(agreement=agreement)

    files = contents(make_release(tmp_path))

    [row] = rows_of(files, "agreement.csv")
    assert row["title"] == 'Ünïcode, "quoted"\nand 重庆'
    assert (row["ref"], row["signed_on"], row["ends_on"]) == ("AG-0001", "2025-06-01", "")
    assert (row["is_open_ended"], row["updated_at"]) == ("false", "2025-06-18T07:05:00.000000Z")
    assert files["agreement_sectors.csv"] == b"agreement,sector\r\nAG-0001,energy\r\n"
    [row] = rows_of(files, "party.csv")
    assert (row["id"], row["agreement"]) == (str(party.pk), "AG-0001")
    assert row["institution"] == party.institution.ref


def test_who_edited_is_not_in_it(tmp_path, admin_user):
    Edit.objects.create(who="Somebody Known", why="A secret reason.")
    agreement = AgreementFactory(title="Before")
    Agreement.objects.filter(pk=agreement.pk).update(title="After")

    whole = b"".join(contents(make_release(tmp_path)).values())

    assert Version.objects.exists()
    assert [text in whole for text in (b"Somebody Known", b"A secret", b"Before", b"admin")] == [
        False,
        False,
        False,
        False,
    ]
    assert b"After" in whole


def test_next_release_says_what_was_added_changed_and_deleted(tmp_path):
    first, second, third = (AgreementFactory() for _each in range(3))
    sector = SectorFactory(slug="energy")
    first.sectors.add(sector)
    make_release(tmp_path)

    second.delete()
    third.title = "Another title"
    third.save()
    third.sectors.add(sector)
    AgreementFactory()
    found = changes_of(make_release(tmp_path))

    assert found == [
        "refcounter,AG,changed",
        "agreement,AG-0002,deleted",
        "agreement,AG-0003,changed",
        "agreement,AG-0004,added",
        "agreement_sectors,AG-0003;energy,added",
    ]


def test_first_release_and_one_without_a_change_of_the_tables_tell_of_no_change(tmp_path):
    AgreementFactory()
    first = changes_of(make_release(tmp_path))
    Change.objects.create()

    second = changes_of(make_release(tmp_path))

    assert first == second == []
    assert len(list(tmp_path.iterdir())) == 2


def test_column_that_the_last_release_lacks_changes_no_row(tmp_path):
    AgreementFactory(title="One")
    path = make_release(tmp_path)
    files = contents(path)
    files["agreement.csv"] = files["agreement.csv"].replace(b"title,", b"heading,", 1)
    write(path, with_sums(files))
    AgreementFactory()

    found = changes_of(make_release(tmp_path))

    assert [line for line in found if line.startswith("agreement,")] == ["agreement,AG-0002,added"]


def test_data_package_tells_of_types_codes_rules_keys_and_sums(tmp_path):
    files = contents(make_release(tmp_path))

    package = json.loads(files["datapackage.json"])

    resources = {resource["name"]: resource for resource in package["resources"]}
    party = resources["party"]
    fields = {field["name"]: field for field in party["schema"]["fields"]}
    assert party["schema"]["primaryKey"] == ["id"]
    assert party["schema"]["foreignKeys"] == [
        {"fields": ["agreement"], "reference": {"resource": "agreement", "fields": ["ref"]}},
        {"fields": ["institution"], "reference": {"resource": "institution", "fields": ["ref"]}},
    ]
    assert fields["role"]["categories"][0] == {"value": "partner", "label": "Partner"}
    assert fields["role"]["constraints"] == {"required": True, "maxLength": 20}
    assert party["bytes"] == len(files["party.csv"])
    assert f"{party['hash'].removeprefix('sha256:')}  party.csv" in files[SUMS].decode()


def frictionless_finds(folder):
    """Return the types of errors that frictionless finds in an unpacked release."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    errors = [error for task in report["tasks"] for error in task["errors"]]
    return [error["type"] for error in [*report["errors"], *errors]], len(report["tasks"])


def test_frictionless_finds_nothing_but_what_somebody_changed(tmp_path, register):
    with ZipFile(make_release(tmp_path)) as opened:
        opened.extractall(tmp_path)

    before = frictionless_finds(tmp_path)
    path = tmp_path / "party.csv"
    path.write_bytes(path.read_bytes().replace(b"IN-0001", b"IN-9999", 1))
    after = frictionless_finds(tmp_path)

    assert before == ([], len(released_tables()))
    assert set(after[0]) == {"hash-count", "foreign-key"}


def test_register_that_is_not_ready_is_not_released(tmp_path):
    Change.objects.all().delete()

    with pytest.raises(CommandError, match=r"run manage\.py migrate first"):
        call_command("release", tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(CommandError, match="file"):
        call_command("release", tmp_path / "file")


def test_release_before_that_cannot_be_read_is_named_and_nothing_left(tmp_path):
    AgreementFactory()
    path = make_release(tmp_path)
    files = contents(path)
    write(path, with_sums({**files, "agreement.csv": b'ref,"\r\n"AG-0001'}))
    AgreementFactory()

    with pytest.raises(CommandError, match=f"{path.name} is damaged"):
        call_command("release", tmp_path)

    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "data", [b"", b"no zip", None], ids=["empty", "no zip", "zip of something else"]
)
def test_what_is_no_release_in_the_folder_is_passed_over(tmp_path, data):
    path = tmp_path / "coop-2020-01-01-r1.zip"
    write(path, {"book.txt": b""}) if data is None else path.write_bytes(data)

    assert changes_of(make_release(tmp_path)) == []
