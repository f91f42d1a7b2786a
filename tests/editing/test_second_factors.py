"""Second factors: each code lets in once, and what is kept of recovery codes leads to none."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from agreements.editing.second_factors import (
    RECOVERY_CODES,
    device_of,
    new_device,
    recovery_codes_left,
    seconds_to_wait,
    secret_of,
    takes,
    turn_on,
)
from tests.admin.codes import code_of, forgive, with_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return User.objects.create_superuser("editor", password="reed basket 41")


def test_code_of_the_app_lets_in_once(account):
    device, _codes = with_code(account)
    code = code_of(device)

    assert [takes(account, code), takes(account, code)] == [True, False]


def test_each_recovery_code_lets_in_once_however_it_is_written(account):
    _device, codes = with_code(account)

    assert takes(account, codes[0])
    assert takes(account, f" {codes[1].upper().replace('-', ' ')} ")
    assert not takes(account, codes[0])
    assert len({*codes}) == RECOVERY_CODES
    assert recovery_codes_left(account) == RECOVERY_CODES - 2


def test_what_is_kept_of_recovery_codes_is_none_of_them(account):
    _device, codes = with_code(account)

    kept = " ".join(StaticToken.objects.values_list("token", flat=True))
    assert [code for code in codes if code in kept or code.replace("-", "") in kept] == []


@pytest.mark.parametrize("code", ["", "000000", "٠١٢٣٤٥", "9" * 40, "a\x00b", "\ud800", "x" * 9])
def test_anything_else_lets_nobody_in(account, code):
    device, _codes = with_code(account)

    assert code != code_of(device)
    assert not takes(account, code.encode("utf-8", "replace").decode())


def test_code_of_somebody_else_lets_nobody_in(account):
    with_code(account)
    other, codes = with_code(User.objects.create_user("other"))

    assert not takes(account, code_of(other))
    assert not takes(account, codes[0])


def test_wrong_codes_have_the_next_one_wait_longer_each_time(account):
    device, codes = with_code(account)

    waits = []
    for _time in range(4):
        takes(account, "000000")
        waits.append(seconds_to_wait(account, "000000"))
        forgive(account)
    takes(account, "000000")

    assert waits == [1, 2, 4, 8]
    assert not takes(account, code_of(device))
    assert seconds_to_wait(account, codes[0]) == 0
    assert takes(account, codes[0])


def test_wrong_code_turns_nothing_on(account):
    assert turn_on(new_device(account), "000000") == []
    assert device_of(account) is None


def test_secret_is_told_in_groups_of_four(account):
    device = new_device(account, "00" * 20)

    assert secret_of(device) == " ".join(["AAAA"] * 8)


def test_operator_lets_somebody_in_who_lost_everything(account, capsys):
    with_code(account)
    browser = Client()
    browser.force_login(account)

    call_command("remove_second_factor", "editor")

    assert (TOTPDevice.objects.count(), StaticToken.objects.count()) == (0, 0)
    assert Session.objects.count() == 0
    assert capsys.readouterr().out == (
        "editor logs in with the password alone; other logins have ended.\n"
    )
    for name, sentence in {
        "editor": "'editor' logs in without a code already.",
        "nobody": "No account is called 'nobody'.",
    }.items():
        with pytest.raises(CommandError, match=sentence):
            call_command("remove_second_factor", name)


def test_account_takes_its_codes_along_when_it_is_deleted(account):
    with_code(account)

    account.delete()

    assert (TOTPDevice.objects.count(), StaticToken.objects.count()) == (0, 0)
