"""A dispute is settled in one edit, which shows before what it changes."""

import pytest
from django.contrib.auth.models import Permission, User

from agreements.models import Agreement, Citation, Edit, Event, Party, Settlement
from tests.admin.forms import change, filled_in
from tests.admin.settle_pages import WHY, address, disputing, said, say, settle
from tests.factories import CitationFactory, EventFactory, SectorFactory
from tests.views.wording import text

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/event/"


def everything():
    """Return all rows that a settling may touch."""
    return [list(model.objects.order_by("pk").values()) for model in (Citation, Settlement, Party)]


def test_form_of_a_record_shows_its_disputes_with_a_button_for_each_way(admin_client, event):
    page = admin_client.get(change(event))

    shown = text(page)
    assert "First day Open Keep “13 June 2025” Put “14 June 2025” in its place, as Weekly says" in (
        shown
    )
    for where in (address(event, "first_on"), address(event, "first_on", disputing(event))):
        assert f'href="{where}"' in page.content.decode()


def test_record_without_disputes_shows_none(admin_client, agreement):
    assert "What sources dispute" not in text(admin_client.get(change(agreement)))


def test_page_shows_what_changes_before_it_does(admin_client, event):
    page = admin_client.get(address(event, "first_on", disputing(event)))

    rows = [
        (one.source.publisher.name, one.stance, field.value())
        for one, field in (page.context["form"].rows)
    ]
    assert rows == [("Daily", "supports", "disputes"), ("Weekly", "disputes", "supports")]
    assert page.context["value"]["first_on"].value() == "2025-06-14"
    assert Settlement.objects.count() == 0


def test_value_is_kept_with_a_reason(admin_client, event):
    response = settle(admin_client, address(event, "first_on"))

    assert (response.status_code, response["Location"]) == (302, change(event))
    assert said(event) == {"Daily": ("supports", ""), "Weekly": ("disputes", "14 June 2025")}
    assert (Settlement.objects.get().reason, Edit.objects.get().why) == (WHY, WHY)
    page = text(admin_client.get(change(event)))
    assert "“First day” is settled. It can be undone whole from its edit ." in page
    assert "First day Disputed, settled" in page
    assert WHY in page


def test_rival_is_put_in_place_in_one_edit(admin_client, event):
    settle(admin_client, address(event, "first_on", disputing(event)))

    changed = Event.objects.get()
    assert str(changed.first_day) == "14 June 2025"
    assert said(event) == {"Daily": ("disputes", "13 June 2025"), "Weekly": ("supports", "")}
    assert Settlement.objects.get().value == "14 June 2025"
    assert Edit.objects.get().versions.filter(table="agreements_event").count() == 1


def test_settling_is_undone_whole(admin_client, event):
    before = everything(), str(event.first_day)
    settle(admin_client, address(event, "first_on", disputing(event)))
    made = Edit.objects.get()

    response = admin_client.post(f"/admin/agreements/edit/{made.pk}/undo/", {"why": "A mistake."})

    assert response.status_code == 302
    assert (everything(), str(Event.objects.get().first_day)) == before


def test_partner_of_the_telecommunication_college_is_settled_either_way(admin_client, register):
    agreement = Agreement.objects.get(ref="AG-0001")
    party = disputing(agreement).party
    university, college = party.institution_id, 15
    page = admin_client.get(address(agreement, f"parties-{party.pk}", disputing(agreement)))
    assert "could not be read as a value: choose the value that is meant." in text(page)

    where = address(agreement, f"parties-{party.pk}", disputing(agreement))
    settle(admin_client, where, **{"value-institution": college})
    party.refresh_from_db()
    there = (party.institution_id, disputing(agreement).source.publisher.name)

    # Its name is that of a record: nothing has to be chosen.
    settle(admin_client, address(agreement, f"parties-{party.pk}", disputing(agreement)))
    party.refresh_from_db()
    back = (party.institution_id, disputing(agreement).source.publisher.name)

    assert (there, back) == ((college, "China Daily"), (university, "CRI Online"))
    assert disputing(agreement).stated_value == "Tashkent Transport Technical College"
    assert Settlement.objects.get().value == "Tashkent State Transport University"
    assert Edit.objects.filter(why=WHY).count() == 2


@pytest.mark.parametrize(
    ("rights", "status", "is_offered"),
    [
        (["view_event", "settle_disputes"], 403, False),
        (["change_event"], 403, True),
        (["change_event", "settle_disputes"], 200, True),
        ([], 403, None),
    ],
)
def test_who_may_change_a_record_and_decide_may_settle(client, event, rights, status, is_offered):
    editor = User.objects.create_user("editor", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(editor)

    assert client.get(address(event, "first_on")).status_code == status
    assert client.post(address(event, "first_on"), {"why": WHY}).status_code == status
    if is_offered is not None:
        assert ("What sources dispute" in text(client.get(change(event)))) is is_offered


def test_several_records_are_put_in_place(admin_client, agreement):
    forestry, energy = SectorFactory(name="Forestry"), SectorFactory(name="Energy")
    agreement.sectors.add(forestry)
    CitationFactory(agreement=agreement, field="sectors")
    rival = CitationFactory(
        agreement=agreement, field="sectors", stance="disputes", stated_value="Energy"
    )

    settle(admin_client, address(agreement, "sectors", rival))

    assert list(agreement.sectors.all()) == [energy]
    assert disputing(agreement).stated_value == "Forestry"
    assert Settlement.objects.get().value == "Energy"


def test_dispute_of_all_parties_can_only_be_kept(admin_client, agreement):
    CitationFactory(agreement=agreement, field="parties", stance="disputes", stated_value="Others")

    page = text(admin_client.get(change(agreement)))

    assert "states “Others”: to follow it, change the record itself." in page
    settle(admin_client, address(agreement, "parties"))
    assert Settlement.objects.get().field == "parties"


def test_lists_are_filtered_by_disputes(admin_client, event):
    EventFactory(name="A visit")
    settled = EventFactory(name="A ceremony", first_on="2025-06-13")
    say(settled, "Weekly", "disputes", "2024")
    settle(admin_client, address(settled, "first_on"))

    listed = {
        chosen: [
            str(one)
            for one in admin_client.get(f"{LIST}?disputes={chosen}").context["cl"].result_list
        ]
        for chosen in ("open", "settled")
    }

    assert listed == {"open": ["A conference"], "settled": ["A ceremony"]}


def test_dispute_that_is_edited_is_open_again(admin_client, event):
    settle(admin_client, address(event, "first_on"))
    data = filled_in(admin_client.get(change(event)))

    admin_client.post(change(event), data)
    as_it_was = disputing(event).settlement
    [row] = [key for key, value in data.items() if value == "14 June 2025"]
    admin_client.post(change(event), {**data, row: "15 June 2025"})

    assert (as_it_was is None, disputing(event).settlement) == (False, None)


def test_citation_that_no_longer_disputes_is_saved(admin_client, event):
    settle(admin_client, address(event, "first_on"))
    data = filled_in(admin_client.get(change(event)))
    [row] = [key for key, value in data.items() if value == "14 June 2025"]

    saved = admin_client.post(
        change(event), {**data, row: "", row.replace("stated_value", "stance"): "supports"}
    )

    assert (saved.status_code, said(event)["Weekly"]) == (302, ("supports", ""))


def test_undoing_needs_rights_to_the_citations_that_were_weighed(client, event):
    editor = User.objects.create_user("editor", is_staff=True)
    may = ["change_event", "view_event", "settle_disputes"]
    editor.user_permissions.set(Permission.objects.filter(codename__in=may))
    client.force_login(editor)
    settle(client, address(event, "first_on"))
    where = f"/admin/agreements/edit/{Edit.objects.get().pk}/undo/"

    refused = client.get(where).status_code
    editor.user_permissions.add(Permission.objects.get(codename="change_citation"))

    assert (refused, client.get(where).status_code) == (403, 200)
