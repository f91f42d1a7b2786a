"""The settings of a register with one language more, whose catalogues FIFTH_CATALOGUES has."""

import os
from pathlib import Path

from coop.settings import *  # noqa: F403
from coop.settings import DATABASES, LANGUAGES, LOCALE_PATHS, STORAGES

LANGUAGES = [*LANGUAGES, ("uz-cyrl", "Ўзбекча")]
FORMAT_MODULE_PATH = ["tests.coop.fifth_language.locale", "coop.locale"]
LOCALE_PATHS = [Path(os.environ["FIFTH_CATALOGUES"]), *LOCALE_PATHS]
DATABASES["default"]["NAME"] = os.environ["FIFTH_DATABASE"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
