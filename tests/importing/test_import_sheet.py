"""The command that imports sheets."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agreements.models import Agreement, Institution
from tests.factories import CountryFactory
from tests.importing.small_sheets import ROW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def countries(db):
    """Two countries."""
    CountryFactory(code="CN", name="China")
    CountryFactory(code="UZ", name="Uzbekistan")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "sheet.csv"
    cells = [f'"{text}"' for text in ROW.values()]
    path.write_text(f"{','.join(ROW)}\n{','.join(cells)}\n")
    return path


def run(*arguments, **options):
    printed = StringIO()
    call_command("import_sheet", *arguments, stdout=printed, **options)
    return printed.getvalue().splitlines()


def test_sheet_is_imported(file):
    printed = run(file)

    assert Agreement.objects.count() == 1
    assert printed[-2:] == [
        "Rows: 1 new, 0 known, 0 changed, 0 wrong. Choices: 0.",
        "Saved as one edit, which can be undone whole.",
    ]


def test_sheet_of_institutions_goes_before(file, tmp_path):
    bodies = tmp_path / "bodies.csv"
    bodies.write_text("name,country,aliases,source_url\nThe A,CN,A College,https://example.org/b\n")

    run(file, institutions=bodies)

    names = Institution.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["The A", "B University"]


def test_checked_sheet_is_not_saved(file):
    printed = run(file, check=True)

    assert Agreement.objects.count() == 0
    assert printed[-1] == "Nothing was saved: leave out --check to save this."


def test_wrong_sheet_is_refused_with_its_errors(file):
    file.write_text(file.read_text().replace("memorandum", "pact"))

    with pytest.raises(CommandError) as refused:
        run(file)

    assert str(refused.value) == "Problems: 1. Nothing was saved."
    assert Institution.objects.count() == 0


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.7"], ids=["missing", "empty", "PDF"])
def test_file_that_is_no_sheet_is_refused(content, tmp_path):
    path = tmp_path / "sheet.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError):
        run(path)

    assert Agreement.objects.count() == 0
