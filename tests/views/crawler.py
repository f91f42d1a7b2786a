"""A crawler that keeps to robots.txt."""

import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

SITE = "http://testserver"


class Followed(HTMLParser):
    """The links of a page that a crawler may follow."""

    def __init__(self, page):
        super().__init__()
        self.may_follow, self.links = True, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "meta" and attributes.get("name") == "robots":
            self.may_follow = "nofollow" not in attributes["content"]
        if tag == "a" and "nofollow" not in attributes.get("rel", "").split():
            self.links.append(attributes["href"])


def forbidden_by(text):
    """Return the function that says whether a robots.txt forbids an address; * is any text."""
    patterns = re.findall(r"^Disallow: (\S+)$", text, re.MULTILINE)
    either = "|".join(
        ".*".join(map(re.escape, pattern.removesuffix("$").split("*")))
        + ("$" if pattern.endswith("$") else "")
        for pattern in patterns
    )
    return re.compile(either).match


def page_at(client, address):
    """Return the HTML at an address, "" where there is none."""
    response = client.get(address)
    is_page = response.status_code == 200 and "html" in response["Content-Type"]
    return response.content.decode() if is_page else ""


def links_of(page, address):
    """Return the addresses of this site that the page at an address leads to."""
    found = Followed(page)
    links = (urldefrag(urljoin(SITE + address, link)).url for link in found.links)
    return [link.removeprefix(SITE) for link in links if found.may_follow and link.startswith(SITE)]


def crawl(client):
    """Return {address: page} of all that the crawler is led to from the first page."""
    is_forbidden = forbidden_by(client.get("/robots.txt").content.decode())
    pages, waiting = {"/": ""}, ["/"]
    while waiting:
        address = waiting.pop()
        pages[address] = page_at(client, address)
        for link in links_of(pages[address], address):
            if link not in pages and not is_forbidden(link):
                pages[link] = ""
                waiting.append(link)
    return pages
