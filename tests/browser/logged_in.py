"""How tests in a browser come to the editing screens."""

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client


def log_in(context, site, name="editor", role=None):
    """Have a browser context be that of somebody who has logged in; without a role, a superuser."""
    client = Client()
    client.force_login(account(name, role))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


def account(name, role=None):
    """Return a new account of a name, which has a role or, without one, may do everything."""
    if role is None:
        return User.objects.create_superuser(name)
    made = User.objects.create_user(name, is_staff=True)
    made.groups.add(Group.objects.get(name=role))
    return made
