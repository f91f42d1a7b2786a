"""Takes personal data out of the history."""

from django.core.management.base import BaseCommand, CommandError

from agreements.changes import forgetting

WHO = "manage.py forget"
MIN_LENGTH = 3
WARNING = "This cannot be undone. Type yes to go on: "


class Command(BaseCommand):
    """Forgets what old values say of a person, or a text in them; a mark says that it did."""

    help = (
        "Take what is said of a person, or a text, out of old values. "
        "What the register says today stays: edit or delete that first."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--person", help="The number of a person, such as PE-0001.")
        what.add_argument("--text", help="The text, letter by letter.")
        parser.add_argument("--why", default="", help="Why, without the data themselves.")
        parser.add_argument("--no-input", action="store_true", help="Do not ask.")

    def handle(self, *, person, text, why, no_input, **options):
        if text is not None and len(text) < MIN_LENGTH:
            raise CommandError(f"--text must have at least {MIN_LENGTH} characters.")
        if text and text in why:
            raise CommandError("--why would keep the text that is to be forgotten.")
        versions = (
            forgetting.versions_of_person(person.upper())
            if person
            else forgetting.versions_with(text)
        )
        reasons = forgetting.edits_with(text) if text else []
        count = versions.count()
        if not count and not reasons:
            raise CommandError("No old value holds it.")
        self.stdout.write(f"Old rows that hold it: {count}; reasons of edits: {len(reasons)}")
        if not no_input and input(WARNING).strip().lower() != "yes":
            raise CommandError("Nothing was forgotten.")
        if person:
            forgetting.forget_person(versions, WHO, why)
        else:
            forgetting.forget_text(text, WHO, why)
        self.stdout.write("Forgotten.")
