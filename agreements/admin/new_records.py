"""Records that are entered on the way, in the form of another one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _

from agreements.editing.alike import alike
from agreements.editing.refusals import Refused
from agreements.editing.uncited import cited_fields
from agreements.lists import live
from agreements.models import Citation, Institution, Person, Place, Publisher, Sector
from agreements.models.citation import CITED
from agreements.models.items import ITEMS

from .ticks import copy_of

# Where the forms of parties and citations name what is new.
NAMED_IN_ROWS = {
    re.compile(r"parties-\d+-new_name"): Institution,
    re.compile(r"parties-\d+-new_place_name"): Place,
}
SPEAKER_IS_NEW = re.compile(r"(citations-\d+-)is_new_person")
MOST = 60


class Question(NamedTuple):
    """Which of records with much the same name a new one is, if any; and what was answered."""

    parameter: str
    record: models.Model
    alike: list[models.Model]
    answer: str

    @property
    def new(self) -> str:
        """Return the answer that it is another one: of another name it would be no answer."""
        return f"new {self.record.name}"

    @property
    def chosen(self) -> models.Model | None:
        return next((one for one in self.alike if str(one.pk) == self.answer), None)

    @property
    def is_answered(self) -> bool:
        return self.answer == self.new or self.chosen is not None


def nearly_named_in(data: QueryDict) -> dict[str, list]:
    """Return the keys of records with names like those of the new ones that a form sent.

    To be asked before the form is saved: what is searched is what stands then.
    """
    return {
        parameter: live.nearly_bearers(model, name)
        for parameter, model, name in list(_names_in(data))[:MOST]
    }


def _names_in(data: QueryDict) -> Iterator[tuple[str, type[models.Model], str]]:
    if name := data.get("source_new_publisher", "").strip():
        yield "source_new_publisher", Publisher, name
    lines = [line.strip() for line in data.get("new_sectors", "").splitlines()]
    for number, name in enumerate(filter(None, lines)):
        yield f"new_sectors-{number}", Sector, name
    for key in data:
        for pattern, model in NAMED_IN_ROWS.items():
            if pattern.fullmatch(key) and data[key].strip():
                yield key, model, data[key].strip()
        if match := SPEAKER_IS_NEW.fullmatch(key):
            yield key, Person, data.get(f"{match[1]}speaker", "").strip()


class NewRecords:
    """Makes the new records of a form: each once, and none that somebody says is here already."""

    def __init__(self, user, data: QueryDict, nearly_named: dict[str, list]):
        self._user = user
        self._data = data
        self._nearly_named = nearly_named
        self.questions: list[Question] = []
        self.made: list[models.Model] = []
        self._by_name: dict[tuple, models.Model] = {}

    def ask(self, parameter: str, record: models.Model) -> None:
        """Look for records with much the same name as one that is to be made."""
        if found := alike(record, self._nearly_named.get(parameter, ())):
            answer = self._data.get(f"same-{parameter}", "")
            self.questions.append(Question(parameter, record, found, answer))

    @property
    def is_answered(self) -> bool:
        return all(question.is_answered for question in self.questions)

    def make(self, parameter: str, record: models.Model) -> models.Model:
        """Return the record that is meant: one that is here, one made before, or this one."""
        for question in self.questions:
            if question.parameter == parameter and question.chosen:
                return question.chosen
        key = (type(record), record.name, getattr(record, "country_id", None))
        if key not in self._by_name:
            self._refuse_without_permission(record)
            record.save()
            self._by_name[key] = record
            self.made.append(record)
        return self._by_name[key]

    def cite(self, entered: Citation | None) -> None:
        """Have the citation that the form entered support each value of what was made."""
        for record in self.made:
            noun = record._meta.model_name
            for field in cited_fields(noun) if noun in CITED else ():
                if field not in ITEMS and record.has_value(field) and not record.is_trivial(field):
                    _cite(entered, field, record)

    def _refuse_without_permission(self, record: models.Model) -> None:
        noun = record._meta
        if not self._user.has_perm(f"agreements.add_{noun.model_name}"):
            sentence = _("You may not enter a new record of this kind: %(noun)s.")
            raise Refused(sentence % {"noun": noun.verbose_name})


def _cite(entered: Citation | None, field: str, record: models.Model) -> None:
    if entered is None or entered.stance != Citation.Stance.SUPPORTS:
        raise Refused(
            _("What is new needs a source, too: begin with a citation that supports what it tells.")
        )
    noun = record._meta.model_name
    copy_of(entered, field, **{noun: record}).save()
