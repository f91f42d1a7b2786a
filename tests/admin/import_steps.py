"""How tests go through the steps of an import, as a browser would."""

import csv
import html
from io import StringIO

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.importing.small_sheets import ROW
from tests.views.wording import words

ADDRESS = "/admin/import/"
SAVE = {"_save": "Save"}


def csv_file(*rows, name="agreements.csv"):
    """Return a file of rows, each told by what differs from ROW."""
    return as_file([ROW | row for row in rows or [{}]], name)


def as_file(rows, name):
    text = StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile(name, text.getvalue().encode())


def choose(client, *rows, sender="", **files):
    """Return the answer to choosing a file of these rows, or some files."""
    return client.post(ADDRESS, {"sender": sender, **(files or {"agreements": csv_file(*rows)})})


def shown(response):
    """Return what a browser would send if the page were sent as it stands."""
    context = response.context
    data = {"_sheets": context["carried"]}
    if "plan" not in context:
        return data | {field.html_name: field.value() or "" for field in context["form"]}
    data |= {"_token": context["token"], "_version": context["plan"].version}
    for each in context["choices"]:
        [data[each.name]] = [value for value, _label, is_chosen in each.options if is_chosen]
    return data


def go_on(client, response, **values):
    """Send a page on with some other values."""
    return client.post(ADDRESS, {**shown(response), **values})


def told(response):
    """Return the words of a page."""
    return html.unescape(words(response.content.decode()))
