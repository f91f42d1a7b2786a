"""Which admin the register has."""

from importlib import import_module

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class EditingConfig(AdminConfig):
    """Django's admin, with the register's own site."""

    default_site = "agreements.admin.site.RegisterSite"

    def ready(self):
        """Have all screens registered; they ask for the site, which is then made once.

        Were the site asked for first, its module would register the screens with a second one.
        """
        import_module("agreements.admin")
        super().ready()
        keep_secrets_from_screens()


def keep_secrets_from_screens():
    """Take away the screens that bring devices of second factors along, with their secrets."""
    models = ("otp_static.StaticDevice", "otp_totp.TOTPDevice")
    admin.site.unregister([apps.get_model(name) for name in models])
