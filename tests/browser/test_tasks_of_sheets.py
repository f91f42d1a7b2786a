"""Sixty rows from a ministry, ten of them wrong at first, imported in a real browser."""

from agreements.models import Agreement
from tests.admin.import_steps import as_file
from tests.browser.hands import Cost
from tests.browser.whole_register import as_it_stands, breaks
from tests.importing.small_sheets import ROW

ROWS, WRONG = 60, range(3, 60, 6)
# What the ministry has besides; the last column of its sheet.
OWN = "Colour"


def test_sixty_rows_are_imported_and_undone_whole(hands):
    before = as_it_stands()
    hands.press("link", "Import sheets")
    _send(hands, _rows(is_corrected=False))
    reasons = hands.page.locator("td[data-label='Reason']").count()
    hands.press("link", "Choose other files")
    _send(hands, _rows(is_corrected=True))
    hands.press("button", "Save all of it as one edit")

    assert reasons == len(WRONG)
    assert Agreement.objects.filter(title__startswith="A college of trade").count() == ROWS
    assert breaks() == []
    assert hands.cost.is_within(Cost(clicks=19, fields=6, forms=5)), hands.cost
    hands.undo("Undo this import")
    assert as_it_stands() == before


def _rows(*, is_corrected):
    """Return the rows as they were sent first, or as the ministry corrected them."""
    return [_row(number, is_wrong=number in WRONG and not is_corrected) for number in range(ROWS)]


def _row(number, *, is_wrong):
    # The one has a kind that nobody knows, the other a day that may be two.
    fault = ({"kind": "pact"}, {"signed_on": "06/07/2025"})[number % 12 == 3] if is_wrong else {}
    told = {"title": f"A college of trade {number}", "source_url": f"https://example.org/{number}"}
    return ROW | told | fault | {OWN: "red"}


def _send(hands, rows):
    """Choose the sheet, leave out the column that nobody knows, and see the plan."""
    file = as_file(rows, "agreements.csv")
    sheet = {"name": file.name, "mimeType": "text/csv", "buffer": file.read()}
    hands.attach("agreements", sheet)
    hands.type("sender", "Ministry")
    hands.press("button", "Show the plan")
    hands.choose(f"column-{len(ROW)}", "Leave it out")
    hands.press("button", "Show the plan")
