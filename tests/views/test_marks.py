"""No mark of a page says more than the citations behind it: each is counted anew here."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.models import Citation
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
    SourceFactory,
)
from tests.views.crawler import page_at
from tests.views.marks import check, grade_of_key_values

pytestmark = pytest.mark.django_db

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

    check(page_at(client, agreement.get_absolute_url()), agreement)


def test_list_bears_the_mark_of_the_page(client, register):
    shown = client.get("/agreements/").context["object_list"]

    assert {record.ref: record.evidence for record in shown} == {
        record.ref: grade_of_key_values(record) for record in shown
    }


def test_name_of_a_body_is_marked_as_a_value(client):
    body = InstitutionFactory()
    CitationFactory(agreement=None, institution=body, field="name", source__publisher__name="Daily")

    assert check(page_at(client, body.get_absolute_url()), body)["evidence-name"][0] == "single"
