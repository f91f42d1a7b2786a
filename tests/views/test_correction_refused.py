"""What the form of readers refuses, with a sentence, and gives back as it was typed."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from agreements.editing.turns import turn_to_write
from agreements.models import Proposal
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    FigureFactory,
    InstitutionFactory,
    ProposalFactory,
)
from tests.views.corrections import CONFIRMED, WRONG, errors, page, send, token

pytestmark = pytest.mark.django_db

NO_SUCH = "This record has no such value, or has it no longer: choose again."
SAY = "Say what is wrong or missing, or what is right."
UNREADABLE = "This text holds a character that could not be read."
OLD = (
    "This form is older than a day, or was made for another record. Look at what stands here now, "
    "then send it again."
)
FILLED_IN = (
    "A box that readers do not see was filled in, as programs do. It is empty now: send the form "
    "again."
)


def test_who_confirms_says_how_to_be_reached(client):
    response = send(client, AgreementFactory(), **{**CONFIRMED, "contact": ""})

    assert errors(response) == ["Say how to reach you, so that the editors can check who confirms."]


def test_value_that_was_deleted_meanwhile_is_told_and_nothing_typed_is_lost(client):
    figure = FigureFactory(alliance=AllianceFactory())
    name = f"figures-{figure.pk}"
    figure.delete()

    response = send(client, figure.alliance, query=f"?field={name}", field=name)

    assert (response.status_code, errors(response)) == (400, [NO_SUCH])
    assert WRONG["wrong"] in page(response)


def test_field_of_another_record_is_refused(client):
    other = FigureFactory(alliance=AllianceFactory())

    response = send(client, AllianceFactory(), field=f"figures-{other.pk}")

    assert (errors(response), Proposal.objects.count()) == ([NO_SUCH], 0)


@pytest.mark.parametrize(
    ("values", "sentences"),
    [
        ({"wrong": ""}, [SAY]),
        ({"wrong": " \u3000 "}, [SAY]),
        ({"wrong": "\u200b"}, ["This text holds nothing that can be seen."]),
        (
            {"kind": "praise"},
            ["Select a valid choice. praise is not one of the available choices."],
        ),
        ({"kind": ""}, ["Say whether you correct or confirm."]),
        ({"field": "atlantis"}, [NO_SUCH]),
        (
            {"wrong": 4001 * "x"},
            [
                "This text is too long: it has 4001 characters, and 4000 are taken at most.",
            ],
        ),
        (
            {"contact": 201 * "x"},
            ["This text is too long: it has 201 characters, and 200 are taken at most."],
        ),
        ({"right": "a\ufffdb"}, [UNREADABLE]),
        (
            {"right": "\u202eevil"},
            ["This text holds an invisible mark that turns the order of words around."],
        ),
        ({"source_url": "nowhere"}, ["This is no address of a page."]),
        (
            {"source_url": "https://user:secret@news.example/"},
            ["An address that is printed holds no user name and no password."],
        ),
        (
            {"source_url": "https://192.168.0.1/"},
            ["Only one's own network has this address: readers cannot open it."],
        ),
        ({"homepage": "https://spam.example/"}, [FILLED_IN]),
        ({"token": ""}, [OLD]),
        ({"token": "a:b:c"}, [OLD]),
    ],
)
def test_bad_input_is_told_in_a_sentence_and_given_back(client, values, sentences):
    agreement = AgreementFactory()

    response = send(client, agreement, **{"contact": "+998 71", **values})

    typed = {**WRONG, "contact": "+998 71", **values}
    form = response.context["form"]
    assert (response.status_code, errors(response), Proposal.objects.count()) == (
        400,
        sentences,
        0,
    )
    assert {name: form[name].value() for name in WRONG} == {name: typed[name] for name in WRONG}
    assert form["contact"].value() == typed["contact"]


@pytest.mark.parametrize("name", ["kind", "field", "wrong", "right", "source_url", "contact"])
@pytest.mark.parametrize("text", ["a\0b", "\ud800"], ids=["NUL", "half a character"])
def test_what_no_database_holds_is_refused_with_a_sentence(client, name, text):
    agreement = AgreementFactory()
    boundary = "xyz"
    fields = {**WRONG, "token": token(agreement), name: text}
    body = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
    )

    response = client.post(
        agreement.get_correction_url(),
        f"{body}--{boundary}--\r\n".encode(errors="surrogatepass"),
        content_type=f"multipart/form-data; boundary={boundary}",
    )

    assert (response.status_code, Proposal.objects.count()) == (400, 0)
    assert len(errors(response)) >= 1


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"--", "multipart/form-data; boundary=x"),
        (b"a", "multipart/form-data"),
        (b"wrong=x", "application/x-www-form-urlencoded; charset=unicode_escape"),
        (b"%ED%A0%80=%FF&&&==", "application/x-www-form-urlencoded"),
        (b"wrong=" + 3_000_000 * b"x", "application/x-www-form-urlencoded"),
    ],
)
def test_body_that_is_no_form_is_a_bad_request(client, body, content_type):
    address = AgreementFactory().get_correction_url()

    response = client.post(address, body, content_type=content_type)

    assert (response.status_code, Proposal.objects.count()) == (400, 0)


@pytest.mark.parametrize(
    ("seconds", "status"), [(0, 400), (2, 400), (5, 303), (86_300, 303), (86_500, 400)]
)
def test_form_is_taken_from_three_seconds_to_a_day_after_it_was_shown(client, seconds, status):
    agreement = AgreementFactory()

    response = send(client, agreement, token=token(agreement, seconds))

    assert response.status_code == status


def test_form_that_is_too_old_comes_back_with_a_time_of_now(client):
    agreement = AgreementFactory()

    response = send(client, agreement, token=token(agreement, 100_000))
    again = send(client, agreement, token=response.context["form"]["token"].value())

    assert errors(response) == [OLD]
    assert errors(again) == ["This came within three seconds. Wait a moment, then send it again."]


def test_form_of_one_record_is_none_of_another(client):
    one, other = AgreementFactory(), AgreementFactory()

    assert errors(send(client, one, token=token(other))) == [OLD]


def test_second_click_is_not_kept_a_second_time(client):
    agreement = AgreementFactory()
    same = token(agreement)

    statuses = [send(client, agreement, token=same).status_code for _click in range(3)]

    assert (statuses, Proposal.objects.count()) == ([303, 303, 303], 1)


def test_sixth_proposal_of_an_hour_has_to_wait_and_keeps_what_was_typed(client):
    agreement = AgreementFactory()
    statuses = [send(client, agreement).status_code for _each in range(5)]

    response = send(client, agreement, right="14 June 2025")
    elsewhere = send(Client(REMOTE_ADDR="203.0.113.7"), agreement)

    assert statuses == 5 * [303]
    assert (response.status_code, elsewhere.status_code) == (429, 303)
    assert 3500 < int(response.headers["Retry-After"]) <= 3600
    assert errors(response) == [
        "Many proposals came from your network address. Nothing of yours is lost: send this form "
        "again in 60 minutes."
    ]
    assert response.context["form"]["right"].value() == "14 June 2025"


def test_reader_who_meets_too_many_writers_keeps_what_was_typed(client):
    agreement = AgreementFactory()
    with turn_to_write(), turn_to_write(), turn_to_write():
        response = send(client, agreement, right="14 June 2025")

    assert (response.status_code, Proposal.objects.count()) == (503, 0)
    assert response.context["form"]["right"].value() == "14 June 2025"
    assert "Wait a moment" in errors(response)[0]


def test_twenty_first_proposal_of_a_day_has_to_wait(client):
    agreement = AgreementFactory()
    send(client, agreement)
    sender = Proposal.objects.get().sender
    for hours in range(2, 21):
        sent_at = timezone.now() - timedelta(hours=hours)
        ProposalFactory(sender=sender, sent_at=sent_at)

    response = send(client, agreement)
    Proposal.objects.filter(sent_at__lt=timezone.now() - timedelta(hours=19, minutes=30)).update(
        sent_at=timezone.now() - timedelta(hours=24, seconds=1)
    )

    assert response.status_code == 429
    assert send(client, agreement).status_code == 303


def test_whence_it_came_is_kept_as_nothing_that_can_be_read(client):
    send(client, AgreementFactory())

    assert re.fullmatch("[0-9a-f]{64}", Proposal.objects.get().sender)


def test_proxy_tells_who_sends(client, settings):
    settings.BEHIND_PROXY = True
    agreement = AgreementFactory()

    for address in ("203.0.113.1", "203.0.113.2"):
        send(client, agreement, headers={"X-Forwarded-For": f"10.0.0.1, {address}"})

    assert len({each.sender for each in Proposal.objects.all()}) == 2


def test_hostile_text_is_shown_as_text(client):
    response = send(
        client, InstitutionFactory(), wrong="", right='"><script>alert(1)</script>', kind="x"
    )

    assert b"<script>" not in response.content
