"""One citation of many fields, and of the rows at which its source is ticked."""

import pytest

from agreements.models import Citation, Edit, Name
from tests.admin.forms import change, filled_in, problems
from tests.factories import InstitutionFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(admin_client, agreement):
    """A form of an agreement with a new citation."""
    data = filled_in(admin_client.get(change(agreement))) | {"citations-TOTAL_FORMS": 2}
    data |= {"citations-1-source": SourceFactory().pk, "citations-1-claim": "Says so."}
    return data | {"citations-1-stance": "supports", "citations-1-basis": "stated"}


def new_citations(agreement):
    return Citation.objects.filter(claim="Says so.").order_by("pk")


def test_each_ticked_field_has_a_citation_of_its_own(admin_client, agreement, typed):
    party = agreement.parties.first()
    typed |= {"citations-1-field": ["status", "kind", "parties"], "citations-1-party": party.pk}
    typed |= {"citations-1-locator_unit": "paragraph", "citations-1-locator": "4"}

    response = admin_client.post(change(agreement), typed)

    made = new_citations(agreement)
    assert response.status_code == 302
    assert [(one.field, one.party) for one in made] == [
        ("parties", party),
        ("status", None),
        ("kind", None),
    ]
    assert {(one.place_in_source, one.agreement) for one in made} == {("paragraph 4", agreement)}
    assert Edit.objects.filter(who="admin").count() == 1


def test_row_is_cited_in_the_save_that_makes_it(admin_client, agreement, typed):
    typed |= {"names-TOTAL_FORMS": 1, "names-0-text": "Колледж", "names-0-language": "russian"}
    typed |= {"names-0-kind": "official", "names-0-is_cited": "on"}

    admin_client.post(change(agreement), typed)

    name = Name.objects.get()
    assert (name.language, new_citations(agreement).get(field="names").name) == ("ru", name)


def test_row_that_is_here_is_cited_without_a_question(admin_client, agreement, typed):
    party = agreement.parties.first()

    admin_client.post(change(agreement), typed | {"parties-0-is_cited": "on"})

    assert new_citations(agreement).get(field="parties").party == party


def test_tick_without_a_citation_is_refused(admin_client, agreement):
    data = filled_in(admin_client.get(change(agreement))) | {"parties-0-is_cited": "on"}

    response = admin_client.post(change(agreement), data)

    assert "add a citation that says what it tells, and where" in problems(response)
    assert Citation.objects.count() == 1


def test_boxes_tell_the_values_that_the_record_has(admin_client, agreement):
    response = admin_client.get(change(agreement))

    formset = response.context["inline_admin_formsets"][-2].formset
    labels = dict(formset.empty_form.fields["field"].choices)
    assert (labels["status"], labels["signed_on"]) == ("Status: Signed", "Signed on")


def test_uncited_values_stand_above_the_form_and_are_told_after_a_save(admin_client):
    college = InstitutionFactory()

    page = admin_client.get(change(college))
    saved = admin_client.post(change(college), filled_in(page) | {"summary": "New."}, follow=True)

    uncited = [(value.label, value.anchor) for value in page.context["uncited"]]
    assert uncited == [("Name", "id_name"), ("Kind", "id_kind"), ("Country", "id_country")]
    assert "yet: Name, Kind, Country." in problems(saved)
