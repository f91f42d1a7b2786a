"""Which admin the register has."""

from importlib import import_module

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
