"""What tests of proposals send and read."""

from django.contrib.auth.models import Group, User

# The source that a reader names.
URL = "https://news.example/1"


def logged_in(client, role):
    account = User.objects.create_user(role.lower(), is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    return client
