"""An editor's hands: each click and each field that is filled in counts."""

import re


class Hands:
    """Clicks and types on a page, and counts both."""

    def __init__(self, page):
        self.page = page
        self.clicks = 0
        self.fields = 0

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

    def press(self, role, name):
        """Press a button or follow a link, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.click(self.page.get_by_role(role, name=name, exact=True).first)
