"""How tests have an account that logs in with a code, and make such codes as an app does."""

import time

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from agreements.editing.second_factors import new_device, turn_on


def code_of(device):
    """Return the code that an app shows now, as if none was used before."""
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)
    made = TOTP(device.bin_key)
    made.time = time.time()
    return f"{made.token():06}"


def with_code(account):
    """Have an account need a code at each login; return (device, recovery codes)."""
    device = new_device(account)
    return device, turn_on(device, code_of(device))


def forgive(account):
    """Let the time pass that follows wrong codes."""
    for devices in (account.totpdevice_set, account.staticdevice_set):
        devices.update(throttling_failure_timestamp=None)
