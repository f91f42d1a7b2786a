"""An editor, as a browser shows the register to one."""

from contextlib import contextmanager
from html.parser import HTMLParser
from http.client import HTTPException
from http.cookiejar import CookieJar
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

NAME, PASSWORD = "editor", "a password of this test"
SAVED, REFUSED = 302, 599


class Fields(HTMLParser):
    """What a browser would send of a page's form, were it sent as it is."""

    def __init__(self):
        super().__init__()
        self.values, self._select, self._text = [], "", ""

    def handle_starttag(self, tag, attrs):
        had = dict(attrs)
        name = had.get("name") or ""
        if tag == "input" and name and had.get("type") not in {"submit", "button", "file"}:
            if had.get("type") not in {"checkbox", "radio"} or "checked" in had:
                self.values.append((name, had.get("value") or ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in had and self._select:
            self.values.append((self._select, had.get("value") or ""))
        elif tag == "textarea" and name:
            self._text = name
            self.values.append((name, ""))

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._text = ""

    def handle_data(self, data):
        if self._text:
            self.values[-1] = (self._text, self.values[-1][1] + data)


class NoRedirect(HTTPRedirectHandler):
    """Tells what was answered, and goes nowhere."""

    def redirect_request(self, *_arguments):
        return None


class Editor:
    """Saves titles by the forms of the admin, and remembers what was acknowledged."""

    def __init__(self, root, seconds=30):
        self.root, self.seconds = root, seconds
        self._open = build_opener(HTTPCookieProcessor(CookieJar()), NoRedirect).open
        self.acknowledged, self.saves = {}, 0

    def ask(self, path, fields=None):
        """Return (status, page); REFUSED where no answer came."""
        body = None if fields is None else urlencode(fields).encode()
        request = Request(self.root + path, body, {"Referer": self.root + path})
        try:
            with self._open(request, timeout=self.seconds) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except (OSError, HTTPException) as error:
            return REFUSED, str(error)

    def fields(self, path):
        """Return what the form of a page holds, [] where there is no page."""
        status, page = self.ask(path)
        form = Fields()
        form.feed(page if status == 200 else "")
        return form.values

    def log_in(self):
        """Log in and return (status, page) of the answer."""
        form = dict(self.fields("/admin/login/"))
        form |= {"username": NAME, "password": PASSWORD, "next": "/admin/"}
        return self.ask("/admin/login/", list(form.items()))

    @contextmanager
    def saving(self, key, title):
        """Save within the block, and wait for the answer at its end."""
        thread = Thread(target=self.save, args=(key, title))
        thread.start()
        try:
            yield
        finally:
            thread.join()

    def save(self, key, title):
        """Give an agreement a title, and return (status, page) of the answer."""
        path = f"/admin/agreements/agreement/{key}/change/"
        form = [(name, value) for name, value in self.fields(path) if name != "title"]
        if not form:
            return REFUSED, ""
        status, page = self.ask(path, [*form, ("title", title), ("_save", "Save")])
        if status == SAVED:
            self.acknowledged[key] = title
            self.saves += 1
        return status, page
