"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coop.settings")

application = get_wsgi_application()

from agreements.lists import live  # noqa: E402, it needs the application's models

live.prepare()
