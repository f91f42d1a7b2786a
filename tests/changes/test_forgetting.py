"""Forgetting: personal data leave old values, and a mark says so."""

import builtins
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from agreements.changes.edits import edit
from agreements.changes.history import row_at
from agreements.changes.undo import Refused, undo
from agreements.models import Citation, Edit, Person, Sector, Version
from tests.changes.moments import newest
from tests.factories import (
    CitationFactory,
    NameFactory,
    PersonFactory,
    SectorFactory,
    SettlementFactory,
)

pytestmark = pytest.mark.django_db


def forget(**options):
    """Run the command; return what it says."""
    output = StringIO()
    call_command("forget", stdout=output, **options)
    return output.getvalue()


def old_values():
    return " ".join(Version.objects.exclude(old=None).values_list("old", flat=True))


def test_deleted_person_is_forgotten_in_all_old_rows_and_others_are_not():
    person, other = PersonFactory(name="Anora Karimova"), PersonFactory(name="Bek Aliyev")
    NameFactory(institution=None, person=person, text="Анора Каримова")
    CitationFactory(speaker="Ms Karimova", speaker_position="Rector", speaker_person=person)
    SettlementFactory(
        agreement=None, person=person, field="name", value="Anora Karimova", reason="Karimova said."
    )
    then, key, ref = newest(), person.pk, person.ref
    with edit("An editor") as deletion:
        Citation.objects.all().delete()
        person.delete()
        other.delete()

    said = forget(person=ref, no_input=True, why="She asked")

    assert said == "Old rows that hold it: 4; reasons of edits: 0\nForgotten.\n"
    assert [word for word in ("Karimova", "Каримова", "Rector") if word in old_values()] == []
    assert "Bek Aliyev" in old_values()
    assert row_at(Person, key, then)["name"] == "[forgotten]"
    assert row_at(Person, key, then)["ref"] == ref
    mark = Edit.objects.get(kind="forget")
    assert (mark.who, mark.why) == ("manage.py forget", "She asked")
    with pytest.raises(Refused, match="forgotten"):
        undo(deletion, "An editor", "")


@pytest.mark.parametrize("text", ["Anora", 'a "quoted" \\ text', "Анора 🎓", "50% _x"])
def test_text_is_forgotten_in_old_values_and_reasons(text):
    sector = SectorFactory(name=f"By {text} alone", source_wording="kept")
    then = newest()
    with edit("An editor", f"Because of {text}"):
        Sector.objects.update(name="After")

    forget(text=text, no_input=True)

    assert row_at(Sector, sector.pk, then)["name"] == "By [forgotten] alone"
    assert row_at(Sector, sector.pk, then)["source_wording"] == "kept"
    assert Edit.objects.get(kind="change").why == "Because of [forgotten]"
    assert Sector.objects.get().name == "After"


def test_text_is_forgotten_after_a_yes(monkeypatch):
    SectorFactory(name="By Anora")
    Sector.objects.update(name="After")
    monkeypatch.setattr(builtins, "input", lambda _question: "yes")

    forget(text="Anora")

    assert "Anora" not in old_values()


@pytest.mark.parametrize("answer", ["y", "no", ""])
def test_nothing_is_forgotten_without_a_yes(monkeypatch, answer):
    SectorFactory(name="By Anora")
    Sector.objects.update(name="After")
    monkeypatch.setattr(builtins, "input", lambda _question: answer)

    with pytest.raises(CommandError, match="Nothing was forgotten"):
        forget(text="Anora")

    assert "Anora" in old_values()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"text": "ab"}, "at least 3 characters"),
        ({"text": "Anora", "why": "Anora asked"}, "--why would keep the text"),
        ({"text": "nobody"}, "No old value holds it"),
        ({"person": "PE-0001"}, "No old value holds it"),
    ],
)
def test_what_cannot_be_forgotten_is_told(options, sentence):
    with pytest.raises(CommandError, match=sentence):
        forget(**options)
