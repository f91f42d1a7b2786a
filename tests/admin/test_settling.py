"""A dispute is settled in one edit, and nothing typed for it is lost."""

import threading

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client

from agreements.changes.edits import edit
from agreements.models import Agreement, Citation, Edit, Event, Party, Settlement
from tests.admin.forms import change, filled_in, problems
from tests.factories import CitationFactory, EventFactory, SourceFactory
from tests.views.wording import text, words

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/event/"
WHY = "The ministry opened the workshop there."
NO_REASON = "Say why: it stands in the history."
STALE = (
    "This record was changed since this page was shown; nothing was saved. Look at what it holds "
    "now, then settle it again."
)


@pytest.fixture
def event():
    """An event whose day one publisher states, and another disputes."""
    event = EventFactory(name="A conference", first_on="2025-06-13")
    say(event, "Daily", "supports")
    say(event, "Weekly", "disputes", "14 June 2025")
    return Event.objects.get()


def say(event, publisher, stance, stated=""):
    source = SourceFactory(publisher__name=publisher)
    return CitationFactory(
        agreement=None,
        event=event,
        field="first_on",
        source=source,
        stance=stance,
        stated_value=stated,
        claim=f"Tells it in {publisher}.",
    )


def disputing(record):
    return record.citations.get(stance="disputes")


def address(record, name, rival=None):
    page = change(record).replace("/change/", f"/settle/{name}/")
    return f"{page}?rival={rival.pk}" if rival else page


def shown(response):
    """Return what a browser would send if the page were sent as it stands."""
    context = response.context
    data = {"_version": context["version"], "_token": context["token"]}
    for form in (context["form"], context["value"]):
        for name in form.fields if form else ():
            data[form.add_prefix(name)] = form[name].value()
    return {key: value for key, value in data.items() if value is not None and value is not False}


def settle(client, where, **values):
    return client.post(where, {**shown(client.get(where)), "why": WHY, **values})


def said(record):
    """Return what each publisher says of a record: {name: (stance, stated instead)}."""
    return {
        one.source.publisher.name: (one.stance, one.stated_value)
        for one in record.citations.with_voices()
    }


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
    assert "“First day” is settled. It can be undone whole: the edit" in page
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


def test_reason_is_required_and_nothing_typed_is_lost(admin_client, event):
    where = address(event, "first_on", disputing(event))

    response = settle(admin_client, where, why=" ", **{"value-first_on": "June 2025"})

    assert response.status_code == 200
    assert NO_REASON in problems(response)
    assert response.context["value"]["first_on"].value() == "June 2025"
    assert (Edit.objects.count(), Settlement.objects.count()) == (0, 0)
    data = shown(response) | {"why": WHY}
    assert admin_client.post(where, data).status_code == 302
    assert str(Event.objects.get().first_day) == "June 2025"


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ("06/07/2025", "With strokes, 06/07/2025 is 6 July or 7 June"),
        ("2025-06-13", "This is the value as it stands: enter another one, or keep it."),
        ("2099", "This day is more than ten years ahead: nothing is planned for then."),
        ("", "The register has no value there to dispute: enter the one that the source states."),
    ],
)
def test_value_that_cannot_be_is_refused(admin_client, event, entered, sentence):
    where = address(event, "first_on", disputing(event))

    response = settle(admin_client, where, **{"value-first_on": entered})

    assert response.status_code == 200
    assert response.context["form"]["why"].value() == WHY
    assert str(Event.objects.get().first_day) == "13 June 2025"
    assert said(event)["Weekly"] == ("disputes", "14 June 2025")
    assert sentence in words(problems(response))


def test_party_that_is_there_already_is_refused(admin_client, agreement):
    first, second = agreement.parties.order_by("pk")
    rival = CitationFactory(
        agreement=agreement, field="parties", party=first, stance="disputes", stated_value="Other"
    )
    where = address(agreement, f"parties-{first.pk}", rival)

    response = settle(admin_client, where, **{"value-institution": second.institution_id})

    assert "This institution is already a party." in problems(response)
    first.refresh_from_db()
    assert first.institution_id != second.institution_id


def test_page_that_is_older_than_the_record_is_refused(admin_client, event):
    where = address(event, "first_on")
    data = shown(admin_client.get(where)) | {"why": WHY}
    with edit("Anna"):
        say(event, "Monthly", "disputes", "15 June 2025")

    refused = admin_client.post(where, data)

    assert STALE in words(problems(refused))
    assert "Tells it in Monthly." in text(refused)
    assert refused.context["form"]["why"].value() == WHY
    assert Settlement.objects.count() == 0
    assert admin_client.post(where, shown(refused)).status_code == 302
    assert Settlement.objects.get().citations.count() == 2


def test_second_click_settles_nothing_more(admin_client, event):
    where = address(event, "first_on", disputing(event))
    data = shown(admin_client.get(where)) | {"why": WHY}

    answers = [admin_client.post(where, data) for _click in range(2)]

    assert [answer["Location"] for answer in answers] == [change(event)] * 2
    assert (Settlement.objects.count(), Edit.objects.count()) == (1, 1)
    assert "This form was saved already; it was not saved a second time." in text(
        admin_client.get(change(event))
    )


def test_rival_that_is_gone_gives_back_what_was_typed(admin_client, event):
    where = address(event, "first_on", disputing(event))
    data = shown(admin_client.get(where)) | {"why": WHY}
    disputing(event).delete()

    response = admin_client.post(where, data)

    assert (response.status_code, Settlement.objects.count()) == (410, 0)
    assert "No source says so any longer: there is no such dispute" in text(response)
    assert WHY in text(response)


@pytest.mark.parametrize("name", ["first_on", "names-7", "nonsense"])
@pytest.mark.parametrize("rival", ["", "?rival=0", "?rival=x%00", "?rival=99999999999999999999"])
def test_address_of_no_dispute_leads_to_the_record(admin_client, name, rival):
    event = EventFactory()

    response = admin_client.get(f"{address(event, name)}{rival}")

    assert (response.status_code, response["Location"]) == (302, change(event))


def test_record_that_is_gone_says_so(admin_client, event):
    where = address(event, "first_on")
    data = shown(admin_client.get(where)) | {"why": WHY}
    event.delete()

    response = admin_client.post(where, data)

    assert response.status_code == 410
    assert WHY in text(response)


@pytest.mark.parametrize("why", ["\x00", "\ufffd", "=1+1", "x" * 1_001])
def test_reason_that_cannot_be_kept_comes_back(admin_client, event, why):
    response = settle(admin_client, address(event, "first_on"), why=why)

    assert (response.status_code, Settlement.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("rights", "status", "is_offered"),
    [(["view_event"], 403, False), (["change_event"], 200, True), ([], 403, None)],
)
def test_who_may_change_a_record_may_settle(client, event, rights, status, is_offered):
    editor = User.objects.create_user("editor", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(editor)

    assert client.get(address(event, "first_on")).status_code == status
    assert client.post(address(event, "first_on"), {"why": WHY}).status_code == status
    if is_offered is not None:
        assert ("What sources dispute" in text(client.get(change(event)))) is is_offered


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
    may = ["change_event", "view_event"]
    editor.user_permissions.set(Permission.objects.filter(codename__in=may))
    client.force_login(editor)
    settle(client, address(event, "first_on"))
    where = f"/admin/agreements/edit/{Edit.objects.get().pk}/undo/"

    refused = client.get(where).status_code
    editor.user_permissions.add(Permission.objects.get(codename="change_citation"))

    assert (refused, client.get(where).status_code) == (403, 200)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_settle_at_once_one_is_told(event):
    editor = User.objects.create_superuser("editor")
    wheres = [address(event, "first_on"), address(event, "first_on", disputing(event))]
    clicks = []
    for where in wheres:
        client = Client()
        client.force_login(editor)
        clicks.append((client, where, shown(client.get(where)) | {"why": WHY}))
    barrier, answers = threading.Barrier(2), []

    def click(client, *sent):
        barrier.wait()
        try:
            answers.append(client.post(*sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=sent) for sent in clicks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200, 302]
    assert Settlement.objects.count() == Edit.objects.filter(who="editor").count() == 1
