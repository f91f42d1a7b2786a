"""The marks of a page, and what they must say: the citations behind each are counted anew."""

from html.parser import HTMLParser

from agreements.models.items import ITEMS
from tests.views.wording import words

FROM_WEAKEST = ["disputed", "unsourced", "concluded", "single", "corroborated"]
# What a screen reader says of a value with so many voices and disputes.
SAID = {
    "corroborated": "Stated by {voices} publishers. Disputed by none.",
    "single": "Stated by 1 publisher. Disputed by none.",
    "concluded": "Concluded by this register, stated by no publisher.",
    "unsourced": "No source is cited yet.",
}


class Marks(HTMLParser):
    """The marks of a page: {anchor of its row: (grade, words for screen readers)}, "" the head."""

    def __init__(self, page):
        super().__init__()
        self.found, self.anchor, self.depth = {}, "", 0
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("id", "").startswith(("evidence-", "sources")):
            self.anchor = attributes["id"]
        kind = attributes.get("class", "")
        if kind.startswith("mark mark-") and self.anchor not in self.found:
            self.found[self.anchor] = [kind.removeprefix("mark mark-"), ""]
            self.depth = 1
        elif self.depth and tag == "span":
            self.depth += 1

    def handle_endtag(self, tag):
        if tag == "span" and self.depth:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.found[self.anchor][1] += f" {data.strip()}"


def voices(citations):
    """Return the primary keys of the publishers that speak in citations themselves."""
    stated = (one for one in citations if one.basis == "stated")
    return {(one.source.reprints or one.source).publisher_id for one in stated}


def counted(citations):
    """Return the grade of a value, and how many state it, from all citations that bear on it."""
    supporting = [one for one in citations if one.stance == "supports"]
    stating = len(voices(supporting))
    if voices(one for one in citations if one.stance == "disputes"):
        return "disputed", stating
    if stating:
        return "corroborated" if stating > 1 else "single", stating
    return "concluded" if supporting else "unsourced", 0


def bearing(record, field, item=None):
    """Return the citations of a record that bear on a field, or on one item of it."""
    citations = record.citations.filter(field=field).select_related("source__reprints")
    if not item:
        return list(citations)
    link = f"{ITEMS[field]}_id"
    return [one for one in citations if getattr(one, link) in (None, item)]


def grade_of_key_values(record):
    """Return the grade of a record: that of the weakest of the key values that it has."""
    grades = []
    for field in record.KEY_FIELDS:
        value = getattr(record, field)
        if field in ITEMS:
            grades += [counted(bearing(record, field, item.pk))[0] for item in value.all()]
        elif value.exists() if hasattr(value, "exists") else value not in ("", None):
            grades.append(counted(bearing(record, field))[0])
    return min(grades, key=FROM_WEAKEST.index, default="unsourced")


def check(page, record):
    """Compare each mark on the page of a record with what its citations say; return them."""
    marks = Marks(page).found
    if record.KEY_FIELDS:
        assert marks.pop("")[0] == grade_of_key_values(record)
    marks.pop("", None)
    for anchor, (grade, said) in marks.items():
        _evidence, field, *item = anchor.split("-")
        expected, stating = counted(bearing(record, field, int(item[0]) if item else None))
        assert (anchor, grade) == (anchor, expected)
        assert SAID.get(grade, "Disputed by").format(voices=stating) in words(said)
    return marks
