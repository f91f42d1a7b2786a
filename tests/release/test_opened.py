"""Files that are no release, or no longer: each is refused in a sentence, and nothing written."""

from datetime import date
from zipfile import ZIP_LZMA, ZipFile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from agreements.changes import triggers
from agreements.models import Agreement, Change, Institution
from agreements.release.shelf import SUMS
from tests.factories import AgreementFactory, CitationFactory, PartyFactory
from tests.release.zips import contents, released, with_sums, write

pytestmark = pytest.mark.django_db


def load(path):
    call_command("load_release", path)


def replaced(name, old, new):
    """Return a change to a release: another text in one of its files, with sums that are right."""

    def change(files):
        assert old in files[name]
        return with_sums({**files, name: files[name].replace(old, new, 1)})

    return change


def added(name, data=b""):
    return lambda files: with_sums({**files, name: data})


def without(name):
    return lambda files: with_sums({key: data for key, data in files.items() if key != name})


def tampered(files):
    return {**files, "party.csv": files["party.csv"].replace(b"partner", b"host", 1)}


def bomb(files):
    return with_sums({**files, "changes.csv": b"0" * 100_000_000})


MEDDLED = {
    "tampered": (tampered, "party.csv is not as it was released: its SHA-256"),
    "sum left out": (
        lambda files: {**files, SUMS: b"\n".join(files[SUMS].splitlines()[1:])},
        "sector.csv is not as it was released",
    ),
    "no sums": (lambda files: {**files, SUMS: b"\xff\x00"}, "is not as it was released"),
    "path upwards": (added("../evil.csv"), "it holds a file called '../evil.csv'"),
    "path from the root": (added("/etc/passwd"), "it holds a file called '/etc/passwd'"),
    "foreign": (lambda _files: {"book.txt": b"Nothing of ours"}, "it lacks CITATION.cff"),
    "table left out": (without("party.csv"), "it lacks party.csv"),
    "bomb": (bomb, "more than 200 times as large"),
    "other columns": (
        replaced("party.csv", b"id,agreement", b"id,contract"),
        "party.csv has other columns than this register: id, contract",
    ),
    "byte order mark": (replaced("party.csv", b"id,", b"\xef\xbb\xbfid,"), "other columns"),
    "no columns": (lambda files: with_sums({**files, "party.csv": b""}), "columns.*: none instead"),
    "broken UTF-8": (replaced("agreement.csv", b"A title", b"\xff\xfe"), "agreement.csv is not in"),
    "broken quotes": (
        replaced("agreement.csv", b"A title", b'"A "title'),
        "agreement.csv, line 2: this is no CSV",
    ),
    "cell too many": (
        replaced("agreement.csv", b"A title", b"A,title"),
        "agreement.csv, line 2: it has 18 cells, not 17",
    ),
    "NUL": (replaced("agreement.csv", b"A title", b"A\0title"), r"row 2: title is 'A\\x00title'"),
    "long text": (replaced("agreement.csv", b"A title", b"A" * 301), "row 2: title is 'AAAA"),
    "unknown code": (replaced("party.csv", b"partner", b"friend"), "row 2: role is 'friend'"),
    "no day": (replaced("agreement.csv", b"2025-06-01", b"1 June"), "signed_on is '1 June'"),
    "day as other text": (
        replaced("agreement.csv", b"2025-06-01", b"20250601"),
        "these tables would differ from the release: agreement.csv",
    ),
    "huge number": (replaced("agreement.csv", b",7,", b"," + b"9" * 31 + b","), "agreement.csv: "),
    "other digits": (
        replaced("agreement.csv", b",7,", ",٧,".encode()),
        "these tables would differ from the release: agreement.csv",
    ),
    "no number": (replaced("agreement.csv", b",7,", b",,"), "row 2: stands_for is ''"),
    "negative number": (replaced("agreement.csv", b",7,", b",-7,"), "agreement.csv: "),
    "other number of a record": (
        replaced("agreement.csv", b"AG-0001", b"AG-1/../"),
        r"agreement.csv, row 2: ref is 'AG-1/../', which it cannot be",
    ),
    "link to nothing": (
        replaced("party.csv", b"AG-0001", b"AG-9999"),
        "party.csv, row 2: agreement is 'AG-9999', which is not in the release",
    ),
    "link to no row": (
        replaced("citation.csv", b",7777,", b",7778,"),
        "Links between tables: ",
    ),
    "row twice": (
        lambda files: with_sums(
            {**files, "party.csv": files["party.csv"] + files["party.csv"].splitlines(True)[1]}
        ),
        "party.csv: ",
    ),
    "other order": (
        lambda files: with_sums({**files, "institution.csv": turned(files["institution.csv"])}),
        "these tables would differ from the release: institution.csv",
    ),
    "no revision": (
        replaced("datapackage.json", b'"version": "r', b'"version": "seven'),
        "does not say of which revision",
    ),
    "no description": (
        lambda files: with_sums({**files, "datapackage.json": b"[" * 100_000}),
        "does not say of which revision",
    ),
}


def turned(table):
    head, *rows = table.splitlines(True)
    return b"".join([head, *reversed(rows)])


@pytest.fixture
def small_release(tmp_path):
    """A release of one agreement with two parties and a citation; the register is empty."""
    agreement = AgreementFactory(title="A title", signed_on=date(2025, 6, 1), stands_for=7)
    PartyFactory(pk=7777, agreement=agreement)
    PartyFactory(pk=7779, agreement=agreement)
    CitationFactory(agreement=agreement, field="parties", party_id=7777)
    return released(tmp_path)


@pytest.mark.parametrize(("change", "sentence"), MEDDLED.values(), ids=MEDDLED)
def test_file_that_is_no_whole_release_is_refused_and_nothing_written(
    small_release, tmp_path, change, sentence
):
    path = write(tmp_path / "meddled.zip", change(contents(small_release)))
    revision = Change.objects.revision()

    with pytest.raises(CommandError, match=f"{sentence}.*Nothing was written."):
        load(path)

    assert (Agreement.objects.exists(), Institution.objects.exists()) == (False, False)
    assert Change.objects.revision() == revision
    assert triggers.missing(connection) == []


@pytest.mark.parametrize("share", [0, 0.3, 0.7, 0.99])
def test_file_that_is_cut_short_is_refused(small_release, tmp_path, share):
    whole = small_release.read_bytes()
    path = tmp_path / "cut.zip"
    path.write_bytes(whole[: int(share * len(whole))])

    with pytest.raises(CommandError, match="no zip, or it is damaged or cut short"):
        load(path)

    assert not Agreement.objects.exists()


def test_file_with_a_broken_byte_is_refused(small_release, tmp_path):
    whole = bytearray(small_release.read_bytes())
    # Behind the name of the first table with a row, and what zip says of its size.
    whole[whole.index(b"agreement.csv") + 40] ^= 0xFF
    path = tmp_path / "broken.zip"
    path.write_bytes(whole)

    with pytest.raises(CommandError, match="Nothing was written"):
        load(path)


def test_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="The file cannot be read: No such file"):
        load(tmp_path / "missing.zip")


def test_release_packed_in_another_way_is_refused(small_release, tmp_path):
    path = tmp_path / "packed.zip"
    with ZipFile(path, "w", ZIP_LZMA) as opened:
        for name, data in contents(small_release).items():
            opened.writestr(name, data)

    with pytest.raises(CommandError, match="it is packed in another way"):
        load(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_release_with_a_file_twice_is_refused(small_release, tmp_path):
    path = write(tmp_path / "twice.zip", contents(small_release))
    with ZipFile(path, "a") as opened:
        opened.writestr("party.csv", b"id\r\n")

    with pytest.raises(CommandError, match="it holds a file twice"):
        load(path)
