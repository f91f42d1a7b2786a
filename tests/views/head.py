"""What stands in the head of a page."""

from html.parser import HTMLParser


class Head(HTMLParser):
    """What stands in the head of a page: `named` by name or property, `links` by relation."""

    def __init__(self, page):
        super().__init__()
        self.named, self.links, self.title, self.data, self.inside = {}, {}, "", "", ""
        self.feed(page.partition("</head>")[0])

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.inside = tag
        if tag == "meta":
            key = attributes.get("name") or attributes.get("property")
            self.named[key] = attributes.get("content")
        if tag == "link":
            self.links[attributes["rel"]] = attributes["href"]

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "title":
            self.title += data
        if self.inside == "script":
            self.data += data
