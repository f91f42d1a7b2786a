"""An editor's hands: each click, each field that is filled in and each form that is sent counts."""

import re
from typing import NamedTuple


class Cost(NamedTuple):
    """What a task takes of an editor, or may take at most."""

    clicks: int
    fields: int
    forms: int

    def is_within(self, most):
        """Return whether it is at most another cost, in each of the three."""
        return all(mine <= other for mine, other in zip(self, most, strict=True))


class Hands:
    """Clicks and types on a page, and counts what it takes."""

    def __init__(self, page):
        self.page = page
        self.begin_anew()
        page.on("request", self._note)

    def _note(self, request):
        self.forms += request.is_navigation_request() and request.method == "POST"

    def begin_anew(self):
        """Count from nothing again."""
        self.clicks = self.fields = self.forms = 0

    @property
    def cost(self):
        return Cost(self.clicks, self.fields, self.forms)

    def click(self, place):
        """Click on a place of the page."""
        self.clicks += 1
        place.click()

    def type(self, name, text):
        """Click into the field of a name, and type a text."""
        self.fields += 1
        self.click(self.page.locator(f"[name='{name}']"))
        self.page.locator(f"[name='{name}']").fill(text)

    def choose(self, name, label):
        """Choose from a list of few: a click that opens it, and one that takes a choice."""
        self.fields += 1
        self.clicks += 2
        self.page.locator(f"[name='{name}']").select_option(label=label)

    def find(self, name, text, label):
        """Choose a record: open the box, type, and take what begins with a label."""
        self.fields += 1
        box = self.page.locator(f"[name='{name}'] + .select2")
        self.click(box)
        self.page.locator(".select2-container--open .select2-search__field").last.fill(text)
        choice = self.page.locator(".select2-results__option", has_text=re.compile(f"^{label}"))
        self.click(choice.first)

    def tick(self, name, value=None):
        """Tick a box."""
        of_value = f"[value='{value}']" if value else ""
        self.click(self.page.locator(f"[name='{name}']{of_value}"))

    def attach(self, name, file):
        """Choose a file: a click that opens the list of files, and two in it."""
        self.fields += 1
        self.clicks += 3
        self.page.locator(f"[name='{name}']").set_input_files(file)

    def press(self, role, name):
        """Press a button or follow a link, and wait for the page that it leads to."""
        self.follow(self.page.get_by_role(role, name=name, exact=True).first)

    def follow(self, place):
        """Click on a place of the page, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.click(place)

    def undo(self, link="Undo"):
        """Undo the edit of which a page tells."""
        self.press("link", link)
        self.type("why", "It was a mistake.")
        self.press("button", "Undo")
