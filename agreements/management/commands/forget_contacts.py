"""Deletes what is kept of the senders of proposals no longer."""

from django.core.management.base import BaseCommand

from agreements.editing.proposals import forget_outlived


class Command(BaseCommand):
    """Deletes contacts of proposals that were settled long ago, and whence older ones came."""

    help = (
        "Delete how to answer proposals that were settled 180 days ago, and the hashes of network "
        "addresses that are a day old. Sending and settling a proposal do so, too."
    )

    def handle(self, **options):
        contacts, hashes = forget_outlived()
        self.stdout.write(f"Contacts deleted: {contacts}; hashes of network addresses: {hashes}")
