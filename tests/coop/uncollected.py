"""The register as gunicorn serves it, with static files as they lie in the source."""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coop.settings")
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)

from coop.wsgi import application  # noqa: E402, F401, it begins with the settings
