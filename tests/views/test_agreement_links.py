"""Related agreements, on the page of the one that is linked and on the page of the other."""

import pytest

from tests.factories import (
    AgreementFactory,
    CitationFactory,
    LinkFactory,
    PublisherFactory,
    SourceFactory,
)
from tests.views.wording import text

pytestmark = pytest.mark.django_db

KINDS = [
    ("implements", "Implements AG-0001", "Implemented by AG-0002"),
    ("renews", "Renews AG-0001", "Renewed by AG-0002"),
    ("amends", "Amends AG-0001", "Amended by AG-0002"),
    ("replaces", "Replaces AG-0001", "Replaced by AG-0002"),
]


@pytest.fixture
def pair():
    """An earlier and a later agreement."""
    return AgreementFactory(title="First"), AgreementFactory(title="Second")


@pytest.mark.parametrize(("kind", "forward", "backward"), KINDS)
def test_relation_is_told_on_both_pages(client, pair, kind, forward, backward):
    earlier, later = pair
    LinkFactory(from_agreement=later, kind=kind, to_agreement=earlier)

    near, far = (text(client.get(record.get_absolute_url())) for record in (later, earlier))

    assert f"Related agreements {forward} First" in near
    assert f"Related agreements {backward} Second" in far
    assert (backward in near, forward in far) == (False, False)


def test_mark_on_the_other_page_leads_to_the_evidence_of_the_link(client, pair):
    earlier, later = pair
    link = LinkFactory(from_agreement=later, to_agreement=earlier)
    other = LinkFactory(from_agreement=later)
    for name in ("Daily", "Weekly"):
        source = SourceFactory(publisher=PublisherFactory(name=name))
        CitationFactory(agreement=later, field="links", link=link, source=source)
    CitationFactory(agreement=later, field="links", link=other, stance="disputes")

    near, far = (client.get(record.get_absolute_url()) for record in (later, earlier))

    anchor = f"evidence-links-{link.pk}"
    [(_link, value)] = far.context["links_back"]
    assert (value.grade, [str(voice) for voice in value.supporters]) == (
        "corroborated",
        ["Daily", "Weekly"],
    )
    assert f'href="#{anchor}"' in near.content.decode()
    assert f'id="{anchor}"' in near.content.decode()
    assert f'href="/agreements/{later.ref}/#{anchor}"' in far.content.decode()


def test_citations_of_a_link_are_evidence_of_its_own_agreement_alone(client, pair):
    earlier, later = pair
    link = LinkFactory(from_agreement=later, to_agreement=earlier)
    CitationFactory(agreement=later, field="links", link=link)

    near, far = (client.get(record.get_absolute_url()).context for record in (later, earlier))

    assert [citation.field for citation in near["evidence"].citations] == ["links"]
    assert (far["evidence"].citations, far["tally"].get("single")) == ([], None)
    assert near["tally"]["single"] == 1


def test_agreement_without_relations_has_no_section_for_them(client, pair):
    LinkFactory()

    assert "Related agreements" not in text(client.get(pair[0].get_absolute_url()))


@pytest.mark.parametrize(("links", "has_more"), [(100, False), (101, True)])
def test_framework_names_the_first_hundred_that_implement_it(client, pair, links, has_more):
    framework, later = pair
    LinkFactory.create_batch(
        links - 1, from_agreement__title="Later", to_agreement=framework, kind="implements"
    )
    LinkFactory(from_agreement=framework, to_agreement=later, kind="renews")

    context = client.get(framework.get_absolute_url()).context

    assert (len(context["links"]), len(context["links_back"])) == (1, 99)
    assert context["has_more_links"] == has_more


def test_agreement_is_not_found_by_those_that_it_is_linked_to(client, pair):
    earlier, later = pair
    LinkFactory(from_agreement=later, to_agreement=earlier)

    found = client.get("/agreements/?q=first").context["object_list"]

    assert list(found) == [earlier]
