"""What shuts editors out of a screen, by the rules by which pages are looked at."""

from itertools import product

import pytest

from agreements.models import Agreement
from tests.admin.import_steps import as_file
from tests.admin.kinds_of_screens import each_screen
from tests.browser.logged_in import log_in
from tests.browser.page_kinds import OPEN_ALL
from tests.browser.test_accessibility import SCHEMES, findings
from tests.importing.small_sheets import ROW

WIDTHS = (390, 1280)
# With eighteen citations, and names and summaries in four languages.
TALLEST = 4_100
# One of its parties is called much like a body that is in the register.
ODD = ROW | {
    "parties": "Chemical Industry Vocational College Chongqing A | host; B University | | | | UZ",
    "event": "A forum, Tashkent, 2023",
}


@pytest.fixture
def screens(register):
    """The addresses of the screens that are looked at, by their names."""
    return each_screen()


@pytest.fixture
def desk(new_page, live_server):
    """A page of an editor; axe is a script, and is run in it."""
    page = new_page(bypass_csp=True)
    log_in(page.context, live_server.url)
    return page


def test_screens_shut_nobody_out(desk, screens):
    faults = []
    for name, address in screens.items():
        assert desk.goto(address).status == 200
        for width in WIDTHS:
            desk.set_viewport_size({"width": width, "height": 900})
            faults += [f"{name}, {width} px: {fault}" for fault in findings(desk)]

    assert faults == [], "\n".join(faults)


def choose_files(desk):
    desk.goto("/admin/import/")


def name_columns(desk):
    take(desk, ODD | {"Colour": "red"}, ODD | {"title": "Another", "Colour": ""})


def see_plan(desk):
    desk.get_by_label("Colour").select_option("Leave it out")
    desk.get_by_role("button", name="Show the plan").click()


def see_errors(desk):
    desk.goto("/admin/import/")
    take(desk, ODD | {"kind": "pact"})


def save(desk):
    desk.goto("/admin/import/")
    take(desk, ODD)
    desk.get_by_role("button", name="Save all of it as one edit").click()


STEPS = {
    choose_files: "Import sheets",
    name_columns: "Name the columns",
    see_plan: "What would be imported",
    see_errors: "What would be imported",
    save: "What was imported",
}


def test_import_shuts_nobody_out_at_any_step(desk):
    faults = []
    for step, title in STEPS.items():
        step(desk)
        assert desk.locator("h1").last.inner_text() == title
        desk.evaluate(OPEN_ALL)
        for width, scheme in product(WIDTHS, SCHEMES):
            desk.set_viewport_size({"width": width, "height": 900})
            desk.emulate_media(color_scheme=scheme)
            desk.wait_for_function("document.getAnimations().length === 0")
            faults += [f"{title}, {width} px, {scheme}: {fault}" for fault in findings(desk)]

    assert faults == [], "\n".join(faults)


def test_sheets_are_imported_without_scripts(new_page, live_server):
    page = new_page(java_script_enabled=False)
    log_in(page.context, live_server.url)
    page.goto("/admin/import/")

    take(page, ODD | {"title": "A college that came as a row"})
    page.get_by_role("button", name="Save all of it as one edit").click()

    assert page.get_by_text("The sheets were imported, as one edit.").count() == 1
    assert Agreement.objects.filter(title="A college that came as a row").count() == 1


def take(page, *rows):
    """Choose a sheet of some rows, and go on."""
    file = as_file(rows, "agreements.csv")
    sheet = {"name": file.name, "mimeType": "text/csv", "buffer": file.read()}
    page.get_by_label("Sheet of agreements").set_input_files(sheet)
    page.get_by_role("button", name="Show the plan").click()


def test_form_of_a_much_cited_agreement_is_a_few_screens_high(desk, screens):
    desk.set_viewport_size({"width": 1280, "height": 900})
    desk.goto(screens["agreement"])

    lines = desk.locator(".citation-line.has_original").count()
    height = desk.evaluate("document.documentElement.scrollHeight")

    assert (lines >= 18, height < TALLEST) == (True, True), (lines, height)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("add", "source_url"), ("clone", "source_url"), ("from a source", "q")],
)
def test_typing_starts_where_it_is_meant_to(desk, screens, name, expected):
    desk.goto(screens[name])

    assert desk.evaluate("document.activeElement.name") == expected


def test_agreement_is_chosen_and_unfolded_by_keyboard(desk, screens):
    desk.goto(screens["add"])
    desk.locator("#id_source + .select2 .select2-selection").focus()
    desk.keyboard.press("Enter")
    desk.locator(".select2-search__field:focus").wait_for()
    desk.keyboard.type("13 new China-Uzbek")
    desk.locator(".select2-results__option--highlighted", has_text="13 new").wait_for()
    desk.keyboard.press("Enter")
    desk.locator("#parties-0 summary").focus()
    desk.keyboard.press("Enter")
    desk.locator("#id_parties-0-new_name").focus()
    desk.keyboard.type("A college")

    chosen = desk.locator("#id_source option:checked").inner_text()
    assert chosen.startswith("13 new China-Uzbek vocational education tie-ups signed – China Daily")
    assert desk.locator("#id_parties-0-new_name").input_value() == "A college"
