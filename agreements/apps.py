"""The register's only application."""

import gc

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

# In objects. Pages, and a register that is read, make tuples and texts by the hundred thousand. Few
# are in circles, and Python itself would look for these after every 700.
LOOKED_AT_ONCE = 50_000


class AgreementsConfig(AppConfig):
    """Agreements, the bodies that made them, and how that is known."""

    name = "agreements"
    verbose_name = _("Register")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Have triggers, the index of passages and roles made anew after every migration, and what
        stands in circles looked for seldom.
        """
        from agreements import checks  # noqa: F401, PLC0415, models are not ready before this
        from agreements.changes import triggers  # noqa: PLC0415
        from agreements.editing import roles  # noqa: PLC0415
        from agreements.search import full_text  # noqa: PLC0415

        gc.set_threshold(LOOKED_AT_ONCE, *gc.get_threshold()[1:])
        pre_migrate.connect(triggers.before_migration, sender=self)
        post_migrate.connect(triggers.after_migration, sender=self)
        post_migrate.connect(full_text.after_migration, sender=self)
        post_migrate.connect(roles.after_migration, sender=self)
