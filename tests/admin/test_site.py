"""A login lasts while it is used."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db

INDEX = "/admin/"


def ends():
    """Return when the only session ends, as the database has it."""
    return Session.objects.get().expire_date


def used_before(client, **ago):
    """Have the session of a client be used last so long ago."""
    session = client.session
    session["used_at"] = (timezone.now() - timedelta(**ago)).timestamp()
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=8) - timedelta(**ago))


def test_login_ends_eight_hours_after_it_was_used_last(admin_client):
    used_before(admin_client, hours=7, minutes=59)

    still_in = admin_client.get(INDEX).status_code
    lasts = ends() - timezone.now()
    used_before(admin_client, hours=8)
    after = admin_client.get(INDEX)

    assert (still_in, after.status_code) == (200, 302)
    assert timedelta(hours=7, minutes=59) < lasts <= timedelta(hours=8)


def test_use_is_noted_now_and_then_only(admin_client):
    used_before(admin_client, minutes=9)
    before = ends()
    admin_client.get(INDEX)
    soon = ends()
    used_before(admin_client, minutes=11)
    admin_client.get(INDEX)

    assert soon == before
    assert ends() - before > timedelta(minutes=8)


def test_foot_of_a_form_tells_the_version_of_the_program(admin_client):
    form = f"/admin/agreements/agreement/{AgreementFactory().pk}/change/"

    feet = {
        re.search(r"Coop, version ([^<]*)<", admin_client.get(page).content.decode())[1]
        for page in (INDEX, form)
    }

    assert len(feet) == 1
