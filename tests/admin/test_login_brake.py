"""Whoever guesses passwords has to wait; nobody else has."""

import logging

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.utils import timezone

from agreements.admin.kept_forms import read
from agreements.admin.login_brake import address_of
from tests.views.wording import words

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/?next=/admin/"
PASSWORD = "reed basket 41"
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def editors(db):
    """Two people who may log in."""
    for name in ("editor", "colleague"):
        User.objects.create_superuser(name, password=PASSWORD)


def log_in(name="editor", password=PASSWORD, address=HERE, **sent):
    """Return the answer to a name and a password from an address."""
    data = {"username": name, "password": password, **sent}
    return Client(REMOTE_ADDR=address).post(LOGIN, data)


def guess(times, **who):
    """Return the statuses of so many logins with wrong passwords."""
    return [log_in(password=f"wrong {number}", **who).status_code for number in range(times)]


def test_fifth_wrong_password_makes_the_name_wait_there():
    statuses = guess(5)
    answer = log_in()

    assert statuses == [200] * 4 + [429]
    assert answer.status_code == 429
    assert 890 < int(answer["Retry-After"]) <= 900
    assert "Try again in 15 minutes." in words(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]


def test_others_and_the_same_name_elsewhere_come_in():
    guess(6)

    answers = [log_in(address=ELSEWHERE), log_in(name="colleague")]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_wait_ends_and_is_not_made_longer_by_trying():
    guess(9)
    early = timezone.now() - timezone.timedelta(minutes=14, seconds=30)
    AccessAttempt.objects.update(attempt_time=early)

    last = log_in()
    AccessAttempt.objects.update(attempt_time=early - timezone.timedelta(seconds=31))

    assert (last.status_code, int(last["Retry-After"]) <= 30) == (429, True)
    assert "Try again in 1 minute." in words(last.content.decode())
    assert log_in().status_code == 302


def test_right_password_forgives_wrong_ones():
    guess(4)
    log_in()

    assert guess(4) == [200] * 4


def test_another_browser_is_no_way_around():
    for number in range(5):
        data = {"username": "editor", "password": "wrong"}
        answer = Client(REMOTE_ADDR=HERE, headers={"user-agent": f"{number}"}).post(LOGIN, data)

    assert answer.status_code == 429


def test_server_tells_of_it_on_one_line(caplog):
    with caplog.at_level(logging.WARNING, logger="axes"):
        guess(5, name="editor\nforged: line")

    assert all("'editor\\nforged: line' from 198.51.100.7" in line for line in caplog.messages)
    assert caplog.messages[-1].startswith("AXES: Locking out")


def test_nothing_that_was_typed_beside_is_kept():
    log_in(password="a secret", _kept="a draft")

    noted = AccessAttempt.objects.get()
    assert [word in noted.post_data for word in ("a secret", "a draft")] == [False, False]


def test_form_that_was_kept_outlives_the_wait():
    asked = Client().post("/admin/agreements/sector/add/", {"name": "Forestry"})
    kept = asked.context["kept"]
    guess(5)

    answer = log_in(_kept=kept)

    assert answer.status_code == 429
    assert read(answer.context["kept"]) == read(kept)


@pytest.mark.parametrize("name", ["", "x" * 500, "a\x00b", "\ud800", "é" * 150])
def test_any_name_is_no_fault(name):
    assert guess(1, name=name.encode("utf-8", "surrogatepass")) == [200]


@pytest.mark.parametrize(
    ("sent", "is_behind_proxy", "expected"),
    [
        ({"REMOTE_ADDR": HERE, "HTTP_X_FORWARDED_FOR": ELSEWHERE}, False, HERE),
        ({"REMOTE_ADDR": HERE, "HTTP_X_FORWARDED_FOR": f"1.1.1.1, {ELSEWHERE}"}, True, ELSEWHERE),
        ({"REMOTE_ADDR": HERE}, True, HERE),
        ({"REMOTE_ADDR": ""}, False, None),
        ({"REMOTE_ADDR": HERE, "HTTP_X_FORWARDED_FOR": "unknown"}, True, None),
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, False, "2001:db8:1:2::"),
        ({"REMOTE_ADDR": "fe80::1%eth0"}, False, "fe80::"),
        ({"REMOTE_ADDR": f"::ffff:{HERE}"}, False, HERE),
    ],
    ids=["no proxy", "proxy", "silent proxy", "socket", "nonsense", "line", "zone", "mapped"],
)
def test_address_is_the_proxy_s_word_where_there_is_one(settings, sent, is_behind_proxy, expected):
    settings.BEHIND_PROXY = is_behind_proxy

    assert address_of(RequestFactory().get("/", **sent)) == expected
