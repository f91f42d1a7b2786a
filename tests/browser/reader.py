"""A reader in a browser, each of whose clicks counts."""

# The form of a proposal takes nothing sooner.
THREE_SECONDS = 3_500


class Reader:
    """Goes the steps of a Path, and counts the clicks that it takes.

    `taken` are the contents of the files that the reader took.
    """

    def __init__(self, page):
        self.page = page
        self.clicks = 0
        self.taken = []

    def go(self, path, start):
        """Go all steps of a Path from the first page in some language."""
        self.page.goto(start)
        for step in path.steps:
            getattr(self, step.act)(self.page.locator(step.at).first, *filter(None, [step.text]))

    def click(self, place):
        self.clicks += 1
        place.click()

    def follow(self, place):
        """Click on what leads to another page, or to a part of this one."""
        with self.page.expect_navigation():
            self.click(place)

    def read(self, place):
        """Click on what leads to a file that the browser shows."""
        with self.page.expect_navigation() as answer:
            self.click(place)
        self.taken.append(answer.value.body())

    def take(self, place):
        """Click on a link to a file that the browser saves."""
        with self.page.expect_event("download") as download:
            self.click(place)
        self.taken.append(download.value.path().read_bytes())

    def fill(self, place, text):
        place.fill(text)

    def send(self, place, text):
        """Type in a field of a form, and press Enter."""
        place.fill(text)
        with self.page.expect_navigation():
            place.press("Enter")

    def pause(self, _place):
        """Let as much time go by as whoever writes takes."""
        self.page.wait_for_timeout(THREE_SECONDS)
