"""How tests log in on a page that keeps a form, and send again what is given back."""

import re
from html import unescape

LOGIN = "/admin/login/"
PASSWORD = "reed basket 41"


def hidden(response):
    """Return [(name, value)] of the hidden fields of a page, in their order."""
    found = re.findall(
        r'<input type="hidden" name="([^"]*)" value="([^"]*)"', response.content.decode()
    )
    return [(unescape(name), unescape(value)) for name, value in found]


def token_of(response):
    """Return the token that a page sends against forgery."""
    return dict(hidden(response))["csrfmiddlewaretoken"]


def log_in(browser, response, name="editor", password=PASSWORD):
    """Log in by the form that a page shows, with all that it carries."""
    sent = dict(hidden(response)) | {"username": name, "password": password}
    return browser.post(LOGIN, sent)


def send_again(browser, response, **pressed):
    """Press a button of the page that offers to send a form again."""
    sent = {}
    for name, value in hidden(response):
        sent.setdefault(name, []).append(value)
    address = re.search(r'<form method="post" action="([^"]*)"', response.content.decode())[1]
    return browser.post(unescape(address), sent | pressed)
