"""Entering agreements in a real browser, with all that is new in them: how much it costs."""

import pytest
from playwright.sync_api import expect

from agreements.models import Agreement, Edit, Place, Source
from tests.browser.entering_steps import enter
from tests.browser.hands import Cost
from tests.browser.told_agreements import AGREEMENTS, NewBody
from tests.browser.whole_register import as_it_stands, breaks
from tests.sweeps import some

# A publisher that is called much like another one is asked about; three parties, each new.
MOST = {
    "workshop": Cost(clicks=38, fields=19, forms=1),
    "gift": Cost(clicks=38, fields=18, forms=1),
    "joint centre": Cost(clicks=46, fields=22, forms=2),
    "memorandum": Cost(clicks=39, fields=18, forms=1),
    "renewal": Cost(clicks=41, fields=21, forms=1),
    "continuation": Cost(clicks=40, fields=20, forms=1),
    "joint college": Cost(clicks=55, fields=27, forms=1),
    "model": Cost(clicks=41, fields=20, forms=1),
}


@pytest.mark.parametrize("name", some(AGREEMENTS, "workshop", "joint centre", "joint college"))
def test_agreement_is_entered_with_all_that_is_new_in_one_edit(hands, name):
    told = AGREEMENTS[name]

    enter(hands, told)

    expect(hands.page.get_by_text("was added successfully")).to_be_visible()
    assert hands.cost.is_within(MOST[name]), hands.cost
    agreement = Agreement.objects.get(title=told.title)
    parties = [party.institution.name for party in agreement.parties.order_by("position")]
    assert parties == [party.name for party in told.parties]
    assert sorted(sector.name for sector in agreement.sectors.all()) == sorted(told.sectors)
    assert Source.objects.get(url=told.source.address).publisher.name == told.source.publisher
    assert _uncited_places(told) == []
    assert Edit.objects.filter(who="editor").count() == 1
    assert breaks() == []


def test_what_was_entered_by_mistake_is_undone_whole(hands):
    before = as_it_stands()
    enter(hands, AGREEMENTS["workshop"])
    expect(hands.page.get_by_text("was added successfully")).to_be_visible()

    hands.page.goto("/admin/")
    hands.begin_anew()
    hands.follow(hands.page.locator("#recent-actions-module li a").first)
    hands.undo()

    assert as_it_stands() == before
    assert hands.cost.is_within(Cost(clicks=4, fields=1, forms=1)), hands.cost


def _uncited_places(told):
    """Return the new places whose name and country the source was not cited for."""
    new = {body.place for body in told.parties if isinstance(body, NewBody) and body.place}
    places = [Place.objects.get(name=name) for name in new]
    return [place.name for place in places if place.citations.count() != 2]
