"""What shuts editors out of a screen, by the rules by which pages are looked at."""

import pytest

from agreements.editing.disputes import disputes_of
from agreements.models import Agreement, Institution, Source
from tests.admin.forms import change
from tests.browser.logged_in import log_in
from tests.browser.test_accessibility import findings

LIST = "/admin/agreements/agreement/"
WIDTHS = (390, 1280)
TALLEST = 4_000


@pytest.fixture
def screens(register):
    """The addresses of the screens that are looked at, by their names."""
    agreement, institution = Agreement.objects.get(ref="AG-0001"), Institution.objects.first()
    other = Institution.objects.last()
    [dispute, *_others] = disputes_of(agreement)
    return {
        "index": "/admin/",
        "list": LIST,
        "from a source": f"{LIST}from-source/?q=China+Daily",
        "add": f"{LIST}add/",
        "clone": f"{LIST}add/?like={agreement.pk}",
        "agreement": change(agreement),
        "institution": change(institution),
        "source": change(Source.objects.first()),
        "delete": change(institution).replace("change", "delete"),
        "settle": change(agreement).replace("change", f"settle/{dispute.name}"),
        "history": change(agreement).replace("change", "history"),
        "twins": "/admin/agreements/institution/twins/",
        "merge": change(institution).replace("change", "merge") + f"?into={other.pk}",
        "breaks": "/admin/breaks/",
        "new colleague": "/admin/auth/user/add/",
    }


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
