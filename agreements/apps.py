"""The register's only application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """Agreements, the bodies that made them, and how that is known."""

    name = "agreements"
    verbose_name = _("Register")
    default_auto_field = "django.db.models.BigAutoField"
