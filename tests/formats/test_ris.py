"""RIS as reference managers read it: a field a line, whatever a title holds."""

import pytest

from agreements.formats.ris import entry
from tests.factories import SourceFactory

from .citations import HOSTILE, hostile


def test_entry_has_a_line_for_each_field(settings):
    settings.KEEPER = "A college"

    assert entry(hostile()).decode().split("\r\n") == [
        "TY  - ELEC",
        "ID  - coop-AG-0001-r1234",
        "AU  - A college",
        f"TI  - {HOSTILE}",
        "T2  - Coop: a register of cooperation agreements",
        "PB  - A college",
        "PY  - 2026",
        "DA  - 2026/03/05/",
        "ET  - 1234",
        "UR  - https://coop.example/agreements/AG-0001/",
        "N1  - record AG-0001; revision 1234 of 5 March 2026; licence: CC BY 4.0",
        "ER  - ",
        "",
    ]


def test_list_is_data_and_what_is_not_known_has_no_line():
    written = entry(hostile(is_list=True, revision=None)).decode()

    assert [line[:9] for line in written.split("\r\n")] == [
        "TY  - DAT",
        "ID  - coo",
        "TI  - 50 ",
        "T2  - Coo",
        "ET  - 0",
        "UR  - htt",
        "N1  - rec",
        "ER  - ",
        "",
    ]


@pytest.mark.django_db
def test_end_of_a_line_in_a_title_begins_no_field(client):
    source = SourceFactory(title="A college\r\nER  - \r\nTY  - BOOK\u2028b")

    lines = client.get(f"/sources/{source.ref}.ris").content.decode().split("\r\n")

    assert lines[2] == "TI  - A college ER - TY - BOOK b"
    assert lines[0] == "TY  - ELEC"
