"""Relations of an agreement to earlier ones, entered on its own screen."""

import pytest

from agreements.models import Link
from tests.admin.forms import change, filled_in, problems
from tests.factories import AgreementFactory, CitationFactory, LinkFactory

pytestmark = pytest.mark.django_db


def post(admin_client, agreement, *links):
    """Save an agreement's form with new (kind, other agreement) links."""
    data = filled_in(admin_client.get(change(agreement)))
    held = int(data["links-INITIAL_FORMS"])
    data["links-TOTAL_FORMS"] = held + len(links)
    for number, (kind, other) in enumerate(links, held):
        data[f"links-{number}-kind"], data[f"links-{number}-to_agreement"] = kind, other.pk
    return admin_client.post(change(agreement), data)


def test_relation_is_entered_with_the_agreement(admin_client, agreement):
    other = AgreementFactory()

    response = post(admin_client, agreement, ("renews", other), ("amends", other))

    assert response.status_code == 302
    assert set(agreement.links.values_list("kind", "to_agreement")) == {
        ("renews", other.pk),
        ("amends", other.pk),
    }


def test_relation_to_itself_is_refused_with_a_sentence(admin_client, agreement):
    response = post(admin_client, agreement, ("renews", agreement))

    assert "An agreement has no relation to itself." in problems(response)
    assert Link.objects.count() == 0


def test_relation_that_is_here_already_is_refused_with_a_sentence(admin_client, agreement):
    link = LinkFactory(from_agreement=agreement)

    response = post(admin_client, agreement, (link.kind, link.to_agreement))

    assert (response.status_code, "errornote" in problems(response)) == (200, True)
    assert Link.objects.count() == 1


def test_relation_that_is_entered_twice_is_refused_with_a_sentence(admin_client, agreement):
    other = AgreementFactory()

    response = post(admin_client, agreement, ("renews", other), ("renews", other))

    assert (response.status_code, "errornote" in problems(response)) == (200, True)
    assert Link.objects.count() == 0


def test_relation_that_comes_back_is_refused_with_a_sentence(admin_client, agreement):
    link = LinkFactory(to_agreement=agreement, kind="renews")

    response = post(admin_client, agreement, ("renews", link.from_agreement))

    assert (
        "By other relations of this kind, that one goes back to this agreement itself."
        in problems(response)
    )
    assert Link.objects.count() == 1


def test_agreement_cannot_be_deleted_while_another_renews_it(admin_client, agreement):
    LinkFactory(to_agreement=agreement)

    address = change(agreement).replace("change", "delete")
    response = admin_client.post(address, {"post": "yes", "why": "A slip"})

    agreement.refresh_from_db()
    assert (response.status_code, Link.objects.count()) == (200, 1)


def test_citation_names_one_of_the_relations_of_its_own_agreement(admin_client, agreement):
    link = LinkFactory(from_agreement=agreement, kind="renews")
    LinkFactory(to_agreement=agreement)
    data = filled_in(admin_client.get(change(agreement)))
    data |= {"citations-0-field": "links", "citations-0-link": link.pk}

    shown = admin_client.get(change(agreement)).context["inline_admin_formsets"]
    [formset] = [
        inline.formset for inline in shown if inline.formset.model is CitationFactory._meta.model
    ]
    response = admin_client.post(change(agreement), data)

    choices = list(formset.forms[0].fields["link"].choices)
    assert choices == [("", "All of them"), (link.pk, f"Renews {link.to_agreement.ref}")]
    assert (response.status_code, agreement.citations.get().link) == (302, link)
