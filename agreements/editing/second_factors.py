"""Second factors of accounts: the codes of an app, and ten others for whoever has lost it."""

from base64 import b32encode, urlsafe_b64encode
from math import ceil

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, pbkdf2
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
# Small letters and digits that are not taken for each other; 49 bits in ten of them.
CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"
HALF_CODE = 5
# A column of 16 signs has room for 12 bytes. Each guess at a stolen copy takes so many rounds.
STORED_BYTES, ROUNDS = 12, 20_000


class ByCode(ModelBackend):
    """Lets in, by a code, whoever gave the right password just before."""

    def authenticate(self, request, passed, code, username=None):
        return passed if takes(passed, code) else None


def device_of(account: AbstractBaseUser) -> TOTPDevice | None:
    """Return what makes the codes of an account, None where it needs none."""
    return TOTPDevice.objects.filter(user=account).first()


def new_device(account: AbstractBaseUser, key: str = "") -> TOTPDevice:
    """Return a device that is not kept yet, with a secret of its own or a known one."""
    device = TOTPDevice(user=account, name="App")
    device.key = key or device.key
    return device


def secret_of(device: TOTPDevice) -> str:
    """Return the secret of a device as people type it, in groups of four."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def turn_on(device: TOTPDevice, code: str) -> list[str]:
    """Keep a device whose code is right, and return the codes for its loss; none where it is wrong.

    An earlier device of the account is given up.
    """
    with transaction.atomic():
        remove(device.user)
        device.save()
        if takes(device.user, code):
            return _new_recovery_codes(device)
        transaction.set_rollback(True)
    return []


def remove(account: AbstractBaseUser) -> bool:
    """Have an account need no code any more; return whether it needed one."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=account).delete()
        count, _by_model = TOTPDevice.objects.filter(user=account).delete()
    return count > 0


def takes(account: AbstractBaseUser, code: str) -> bool:
    """Return whether a code lets somebody in; each does so once."""
    text = _plain(code)
    with transaction.atomic():
        app = TOTPDevice.objects.select_for_update().filter(user=account).first()
        if app is None:
            return False
        if _is_of_app(text):
            return app.verify_token(text)
        others = StaticDevice.objects.select_for_update().filter(user=account).first()
        return others is not None and others.verify_token(_stored(app, text))


def seconds_to_wait(account: AbstractBaseUser, code: str) -> int:
    """Return in how many seconds a code is looked at: longer after each wrong one of its kind."""
    model = TOTPDevice if _is_of_app(_plain(code)) else StaticDevice
    device = model.objects.filter(user=account).first()
    is_allowed, told = device.verify_is_allowed() if device else (True, None)
    if is_allowed:
        return 0
    return ceil((told["locked_until"] - timezone.now()).total_seconds())


def recovery_codes_left(account: AbstractBaseUser) -> int:
    return sum(each.token_set.count() for each in StaticDevice.objects.filter(user=account))


def end_logins(account: AbstractBaseUser, but: str = "") -> None:
    """End the logins of an account, all but that of one session."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=but):
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").lower()


def _is_of_app(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _new_recovery_codes(device: TOTPDevice) -> list[str]:
    """Make codes for an account; what is kept of them leads back to none."""
    others = StaticDevice.objects.create(user=device.user, name="Recovery codes")
    codes = [get_random_string(2 * HALF_CODE, CLEAR) for _number in range(RECOVERY_CODES)]
    for code in codes:
        others.token_set.create(token=_stored(device, code))
    return [f"{code[:HALF_CODE]}-{code[HALF_CODE:]}" for code in codes]


def _stored(device: TOTPDevice, code: str) -> str:
    """Return what is kept of a code; the secret of the device is its salt."""
    return urlsafe_b64encode(pbkdf2(code, device.key, ROUNDS, STORED_BYTES)).decode()
