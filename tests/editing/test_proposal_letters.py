"""Letters about proposals: who gets them, what they say, and what becomes of a broken server."""

import socket

import pytest
from django.core import mail

from agreements.models import Proposal
from tests.factories import AgreementFactory
from tests.views.corrections import send, token

pytestmark = pytest.mark.django_db

READER = "reader@college.example"
KEEPER = "register@coop.example"


@pytest.fixture
def server(settings):
    """Have a server that sends letters, and a keeper who gets them."""
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.coop.example", "coop@coop.example"
    settings.KEEPER, settings.KEEPER_ADDRESS = "A college", KEEPER
    return settings


def test_keeper_and_sender_are_told_and_neither_reads_what_was_typed(client, server):
    send(client, AgreementFactory(title="Secret"), wrong="Buy this", contact=READER)

    number = Proposal.objects.get().pk
    to_keeper, to_reader = mail.outbox
    assert (to_keeper.to, to_reader.to) == ([KEEPER], [READER])
    assert to_keeper.subject == f"Proposal {number} waits: AG-0001"
    assert f"http://testserver/admin/agreements/proposal/{number}/change/" in to_keeper.body
    assert to_reader.subject == "Your proposal to the register: AG-0001"
    assert "http://testserver/agreements/AG-0001/" in to_reader.body
    for letter in mail.outbox:
        assert "Buy this" not in letter.subject + letter.body
        assert letter.from_email == "coop@coop.example"
        assert letter.message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("contact", ["", "+998 71", f"{READER}\nBcc: other@college.example"])
def test_sender_without_a_mail_address_gets_no_letter(client, server, contact):
    send(client, AgreementFactory(), contact=contact)

    assert [letter.to for letter in mail.outbox] == [[KEEPER]]


@pytest.mark.parametrize("address", ["", "https://coop.example/contact"])
def test_keeper_without_a_mail_address_gets_no_letter(client, server, address):
    server.KEEPER_ADDRESS = address

    send(client, AgreementFactory(), contact=READER)

    assert [letter.to for letter in mail.outbox] == [[READER]]


def test_nobody_is_told_where_no_server_is_set(client, settings):
    settings.EMAIL_HOST = ""
    settings.KEEPER, settings.KEEPER_ADDRESS = "A college", KEEPER

    send(client, AgreementFactory(), contact=READER)

    assert (mail.outbox, Proposal.objects.count()) == ([], 1)


def test_second_click_sends_no_second_letter(client, server):
    agreement = AgreementFactory()
    same = token(agreement)

    for _click in range(2):
        send(client, agreement, token=same)

    assert len(mail.outbox) == 1


def test_server_that_does_not_answer_keeps_no_proposal_away(client, server, caplog):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        server.EMAIL_HOST, server.EMAIL_PORT = nobody.getsockname()
        server.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

        response = send(client, AgreementFactory(), contact=READER)

    assert (response.status_code, Proposal.objects.count()) == (303, 1)
    assert caplog.messages == 2 * ["A letter could not be sent."]
