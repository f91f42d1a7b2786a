"""Print catalogues of Uzbek messages in Latin letters as one in Cyrillic letters."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand

from agreements.uzbek_cyrillic import in_cyrillic, kept_of

# What stands on a line of a catalogue: with its keyword, or going on with the line before.
TEXT = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?"(.*)"')
COUNTED_AS_ENGLISH = ("msgid", "msgid_plural")


class Command(BaseCommand):
    help = "Print Uzbek catalogues in Latin letters as one in Cyrillic; of two messages, the first."

    def add_arguments(self, parser):
        """Take the catalogues."""
        parser.add_argument(
            "catalogues", nargs="+", type=Path, help="coop/locale/uz/LC_MESSAGES/django.po"
        )

    def handle(self, *, catalogues, **options):
        found: dict[tuple, str] = {}
        for catalogue in catalogues:
            for notes, texts in messages_in(catalogue.read_text(encoding="utf-8")):
                if "fuzzy" not in notes:
                    found.setdefault((texts.get("msgctxt"), texts["msgid"]), told(notes, texts))
        self.stdout.write("\n\n".join(found.values()))


def messages_in(catalogue: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (notes, {keyword: text}) of each message of a catalogue that is in use."""
    for block in re.split(r"\n\s*\n", catalogue.strip()):
        keyword, texts, notes = "", {}, []
        for line in block.split("\n"):
            if found := TEXT.fullmatch(line):
                keyword = found[1] or keyword
                texts[keyword] = texts.get(keyword, "") + found[2]
            elif line.startswith("#,"):
                notes.append(line)
        if texts:
            yield "\n".join(notes), texts


def told(notes: str, texts: dict[str, str]) -> str:
    """Return a message of a catalogue with its translations in Cyrillic letters."""
    original = " ".join(texts.get(keyword, "") for keyword in COUNTED_AS_ENGLISH)
    lines = [notes] if notes else []
    for keyword, text in texts.items():
        if not original.strip():
            said = text.replace("Language: uz\\n", "Language: uz_Cyrl\\n")
        else:
            is_told = keyword.startswith("msgstr")
            said = in_cyrillic(text, kept_of(original)) if is_told else text
        lines.append(f'{keyword} "{said}"')
    return "\n".join(lines)
