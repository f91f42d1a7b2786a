"""The links of a page, as readers tell them apart: by their words."""

from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import urljoin


class Links(HTMLParser):
    """The links of a page: {words: addresses}, as a screen reader would list them."""

    def __init__(self, page, address):
        super().__init__()
        self.address, self.open, self.found = address, [], defaultdict(set)
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.open.append([dict(attributes), ""])

    def handle_data(self, data):
        for link in self.open:
            link[1] += data

    def handle_endtag(self, tag):
        if tag == "a":
            attributes, words = self.open.pop()
            told = " ".join((attributes.get("aria-label") or words).split())
            self.found[told].add(urljoin(self.address, attributes["href"]))

    @property
    def ambiguous(self):
        """Return {words: addresses} of the links that are told alike and lead apart."""
        return {words: to for words, to in self.found.items() if len(to) > 1}
