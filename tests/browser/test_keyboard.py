"""What a reader reaches with the keyboard alone."""

from tests.browser import page_kinds

MOST_STOPS = 400
MOST_BEFORE_ROWS = 15

# What has the focus: empty where nothing has; whether a line or a shadow is drawn around it.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const box = element.getBoundingClientRect();
  return {
    inRow: element.closest(".record") !== null,
    tag: element.localName,
    words: element.textContent.trim(),
    address: element.getAttribute("href"),
    marked: outlined || style.boxShadow !== "none",
    shown: box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth,
  };
}"""


def tab_stops(page):
    """Yield what the Tab key reaches, one after another, until it has left the page."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return
        yield focused


def test_keyboard_reaches_everything_in_sight(page, visit):
    unseen = {}
    for name in page_kinds.NAMES:
        visit(page, name)
        first, *rest = tab_stops(page)
        assert (first["address"], first["shown"], first["marked"]) == ("#content", True, True), name
        assert len(rest) < MOST_STOPS - 1, name
        unseen[name] = [stop for stop in rest if not (stop["marked"] and stop["shown"])]

    assert {name: stops for name, stops in unseen.items() if stops} == {}


def test_skip_link_leads_past_the_header(page, visit):
    visit(page, "agreements-one")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.locator("main :focus").count() == 1


def stops_before_first_row(page):
    """Return how often Tab is pressed before the first row has the focus, by the skip link."""
    for stop, focused in enumerate(tab_stops(page)):
        if focused["inRow"]:
            return stop
        if focused["address"] in ("#rows", "#agreements"):
            page.keyboard.press("Enter")
    raise AssertionError("No row was reached.")


def test_first_row_is_few_stops_away(page, visit):
    stops = {}
    for name in page_kinds.NAMES:
        visit(page, name)
        if page.locator(".record").count():
            stops[name] = stops_before_first_row(page)

    assert stops
    assert {name: count for name, count in stops.items() if count > MOST_BEFORE_ROWS} == {}


def test_skip_links_lead_to_rows_and_to_filters(page, visit):
    visit(page, "agreements")

    first = [stop["address"] for _number, stop in zip(range(3), tab_stops(page), strict=False)]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert first == ["#content", "#rows", "#filters"]
    assert page.locator(".list-filters :focus").count() == 1
