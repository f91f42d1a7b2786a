"""Invented people: who they are, and what they say of agreements and events."""

from agreements.models import Citation, Name, Person

from . import words
from .coinage import coined
from .tables import Table, parts

MAX_PEOPLE = 5_000
AGREEMENTS_A_PERSON = 60
STATEMENTS_A_PERSON = 10
# What people say names things, so that sentences have as many words as names have.
CLAIM = "Hopes that {} will come of it."


def people_among(agreements):
    """Return how many people a register of so many agreements has."""
    return min(1 + agreements // AGREEMENTS_A_PERSON, MAX_PEOPLE)


def names_of(number):
    """Return the names of a person in words.SCRIPTS, which no other person bears."""
    given = words.GIVEN_NAMES[number % len(words.GIVEN_NAMES)]
    family = family_of(number // len(words.GIVEN_NAMES))
    return [" ".join(parts) for parts in zip(given, family, strict=True)]


def family_of(number):
    """Return the name of a family in words.SCRIPTS: a known one, or after them a coined one."""
    known = words.FAMILY_NAMES
    return known[number] if number < len(known) else coined(number)


def write_people(count):
    """Write so many people with their names in all scripts."""
    people, names = Table(Person, "id", "ref", "name"), Table(Name, "person_id", "text", "language")
    for part in parts(count):
        named = {number: names_of(number) for number in part}
        people.write((number, f"PE-{number:04d}", texts[0]) for number, texts in named.items())
        names.write(
            (number, text, language)
            for number, texts in named.items()
            for text, language in zip(texts[1:], words.SCRIPTS[1:], strict=True)
        )


def write_statements(dice, coin, *, people, institutions, sources, **spoken_of):
    """Write what the people say, each for a body and in one office, of agreements and events.

    All are given by how many there are: records have the numbers from 1 on. `coin` returns a name.
    """
    said = ("speaker_person_id", "speaker_position", "speaker_institution_id")
    tables = {
        noun: Table(Citation, f"{noun}_id", "source_id", "claim", *said) for noun in spoken_of
    }
    for part in parts(people):
        rows = {noun: [] for noun in spoken_of}
        for person in part:
            position = words.POSITIONS[dice.below(len(words.POSITIONS))]
            post = position, 1 + dice.skewed(institutions)
            for _statement in range(1 + dice.below(STATEMENTS_A_PERSON)):
                noun = "event" if dice.chance() < 0.3 else "agreement"
                about, source = 1 + dice.below(spoken_of[noun]), 1 + dice.below(sources)
                claim = CLAIM.format(coin()[0])
                rows[noun].append((about, source, claim, person, *post))
        for noun, table in tables.items():
            table.write(rows[noun])
