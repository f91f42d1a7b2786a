"""From a reader who knows better to the history that says so, on real pages."""

from itertools import product

from playwright.sync_api import expect

from agreements.models import Proposal
from tests.browser.logged_in import log_in
from tests.browser.test_accessibility import SCHEMES, findings
from tests.browser.test_journeys import follow, heading

ADDRESS = "/agreements/AG-0001/"
REPORT = "https://news.cri.cn/20250619/1cd9931c-3ac4-c345-8dc0-47285e2a2bd9.html"
# The form takes nothing before.
THREE_SECONDS = 3_500
WIDTHS = (390, 1280)


def test_what_a_reader_sends_is_accepted_and_named_in_the_history(page, new_page, live_server):
    page.goto(ADDRESS)
    follow(page.get_by_role("link", name="Something wrong with Signed on?"))
    expect(page.get_by_label("Which value you mean")).to_have_value("signed_on")
    page.get_by_label("What is right").fill("13 June 2025")
    page.get_by_label("Address of a source that says so").fill(REPORT)
    page.get_by_label("How to answer you").fill("reader@college.example")
    page.wait_for_timeout(THREE_SECONDS)
    follow(page.get_by_role("button", name="Send to the editors"))
    expect(heading(page)).to_have_text("Thank you: the editors have your proposal")

    editor = new_page()
    log_in(editor.context, live_server.url)
    editor.goto("/admin/")
    follow(editor.get_by_role("link", name="Proposals from readers"))
    follow(editor.get_by_role("main").get_by_role("link", name="Proposal"))
    follow(editor.get_by_role("link", name="Change the record"))
    editor.get_by_label("Signed on", exact=False).first.fill("2025-06-13")
    follow(editor.get_by_role("button", name="Save", exact=True).first)
    # Those that told the month: whether they support the day is asked.
    for answer in editor.get_by_label("still supports it").all():
        answer.check()
    follow(editor.get_by_role("button", name="Save", exact=True).first)
    expect(editor.get_by_text("The edit that followed from it")).to_be_visible()

    proposal = Proposal.objects.get()
    page.goto(f"{ADDRESS}history/")
    assert (proposal.state, proposal.contact) == ("accepted", "reader@college.example")
    expect(page.get_by_text(f"Proposal {proposal.pk}", exact=True)).to_be_visible()
    page.goto(ADDRESS)
    expect(page.locator("#evidence-signed_on")).to_contain_text("13 June 2025")


def test_form_that_comes_back_shuts_nobody_out(new_page, witness):
    # Axe is a script, and is run in the page.
    page = new_page(bypass_csp=True)
    witness.pardon(f"{ADDRESS}correct/")
    page.goto(f"{ADDRESS}correct/")
    page.get_by_label("Address of a source that says so").fill("nowhere")
    follow(page.get_by_role("button", name="Send to the editors"))

    faults = []
    for width, scheme in product(WIDTHS, SCHEMES):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        faults += [f"{width} px, {scheme}: {fault}" for fault in findings(page)]

    assert page.get_by_role("alert").count() == 1
    assert faults == [], "\n".join(faults)


def test_what_was_typed_stands_in_the_form_that_comes_back(page, witness):
    witness.pardon(f"{ADDRESS}correct/")
    page.goto(ADDRESS)
    follow(page.get_by_role("link", name="Something wrong or missing?"))
    page.get_by_label("What is wrong or missing").fill("The college was closed.")
    page.get_by_label("Address of a source that says so").fill("nowhere")
    follow(page.get_by_role("button", name="Send to the editors"))

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("This is no address of a page.")
    expect(page.get_by_label("What is wrong or missing")).to_have_value("The college was closed.")
    follow_in_page = summary.get_by_role("link", name="Address of a source that says so")
    follow_in_page.click()
    expect(page.get_by_label("Address of a source that says so")).to_be_focused()
