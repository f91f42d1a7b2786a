"""How tests fill in and read the forms of the admin."""

import html
import re

LINE_BREAK = re.compile(r"\r?\n")


def change(record):
    """Return the address of the record's editing screen."""
    return f"/admin/agreements/{record._meta.model_name}/{record.pk}/change/"


def filled_in(response):
    """Return what a browser would send if the form were saved as it stands."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for name in form.fields:
            data[form.add_prefix(name)] = form[name].value()
    for name in ("version", "token"):
        data[f"_{name}"] = response.context.get(name)
    return {
        name: _sent(value)
        for name, value in data.items()
        if value is not None and value is not False
    }


def _sent(value):
    """Return a value as browsers send it, which write every line break in the same way."""
    return LINE_BREAK.sub("\r\n", value) if isinstance(value, str) else value


def problems(response):
    """Return the words of a page that refuses what was sent."""
    return html.unescape(response.content.decode())
