"""No mark of a page says more than the citations behind it: each is counted anew here."""

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.models import Citation
from agreements.models.citation import CITED
from agreements.models.items import ITEMS
from agreements.nouns import NOUNS
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
    SourceFactory,
)
from tests.views.wording import words

pytestmark = pytest.mark.django_db

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


def check(client, record):
    """Compare each mark on the page of a record with what its citations say."""
    marks = Marks(client.get(record.get_absolute_url()).content.decode()).found
    if record.KEY_FIELDS:
        assert marks.pop("")[0] == grade_of_key_values(record)
    marks.pop("", None)
    for anchor, (grade, said) in marks.items():
        _evidence, field, *item = anchor.split("-")
        expected, stating = counted(bearing(record, field, int(item[0]) if item else None))
        assert (anchor, grade) == (anchor, expected)
        assert SAID.get(grade, "Disputed by").format(voices=stating) in words(said)
    return marks


def test_marks_of_the_register_that_everybody_begins_with_say_what_is_known(client, register):
    walked = {}
    for noun in CITED:
        for record in NOUNS[noun].model.objects.all() if NOUNS[noun].plural else ():
            walked[record] = check(client, record)

    graded = {model for model in CITED.values() if model.KEY_FIELDS}
    assert graded <= {type(record) for record, marks in walked.items() if marks}
    assert sum(map(len, walked.values())) > 100


FIELDS = ("", "kind", "parties", "signed_on", "status", "sectors", "event", "stands_for")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_marks_of_any_register_say_what_is_known(client, data):
    draw = data.draw
    agreement = AgreementFactory(signed_on=draw(st.sampled_from([None, "2025-06-13"])))
    parties = [PartyFactory(agreement=agreement) for _ in range(draw(st.integers(0, 3)))]
    agreement.sectors.set([SectorFactory()][: draw(st.integers(0, 1))])
    original = SourceFactory(publisher__name="Daily")
    for _citation in range(draw(st.integers(0, 12))):
        field = draw(st.sampled_from(FIELDS))
        stance = draw(st.sampled_from(Citation.Stance.values))
        CitationFactory(
            agreement=agreement,
            field=field,
            party=draw(st.sampled_from([None, *parties])) if field == "parties" else None,
            stance=stance,
            basis=draw(st.sampled_from(Citation.Basis.values)),
            stated_value="" if stance == "supports" else "Another",
            source=SourceFactory(
                publisher__name=draw(st.sampled_from(["Daily", "Weekly", "Monthly"])),
                reprints=draw(st.sampled_from([None, original])),
            ),
        )

    check(client, agreement)


def test_list_bears_the_mark_of_the_page(client, register):
    shown = client.get("/agreements/").context["object_list"]

    assert {record.ref: record.evidence for record in shown} == {
        record.ref: grade_of_key_values(record) for record in shown
    }


def test_name_of_a_body_is_marked_as_a_value(client):
    body = InstitutionFactory()
    CitationFactory(agreement=None, institution=body, field="name", source__publisher__name="Daily")

    assert check(client, body)["evidence-name"][0] == "single"
