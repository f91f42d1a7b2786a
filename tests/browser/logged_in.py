"""How tests in a browser come to the editing screens."""

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client


def log_in(context, site):
    """Have a browser context be that of an editor who has logged in."""
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
