"""The folder of releases."""

import pytest

from agreements.release.shelf import latest_before, releases
from tests.release.zips import with_sums, write


def put(folder, *names):
    for name in names:
        write(folder / f"coop-{name}.zip", with_sums({"book.txt": b"words"}))


def test_newest_release_comes_first_by_day_then_by_number(tmp_path):
    put(tmp_path, "2026-11-25-r9", "2026-11-25-r10", "2025-01-01-r300", "2026-11-26-r2")

    names = [release.name for release in releases(tmp_path)]

    assert names == ["2026-11-26-r2", "2026-11-25-r10", "2026-11-25-r9", "2025-01-01-r300"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2026-11-25-r10", "2026-11-25-r9"),
        ("2026-11-26-r1", "2026-11-25-r10"),
        ("2026-11-25-r9", None),
        ("2020-01-01-r1", None),
    ],
    ids=["of the same day", "of a day before", "oldest", "older than all"],
)
def test_release_before_another(tmp_path, name, expected):
    put(tmp_path, "2026-11-25-r9", "2026-11-25-r10")

    found = latest_before(tmp_path, name)

    assert (found and found.name) == expected


def test_other_files_and_a_folder_that_is_not_there_are_no_releases(tmp_path):
    (tmp_path / "notes.txt").write_text("")
    put(tmp_path, "today", "2026-11-25")

    assert releases(tmp_path) == []
    assert releases(tmp_path / "missing") == []


def test_members_have_sizes_and_sums(tmp_path):
    put(tmp_path, "2026-11-25-r9")

    [release] = releases(tmp_path)

    assert [(member.name, member.size) for member in release.members.values()] == [
        ("book.txt", 5),
        ("SHA256SUMS", 75),
    ]
    with release.open("book.txt") as file:
        assert file.read() == b"words"
