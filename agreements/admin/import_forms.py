"""The forms of an import: which files, what their columns mean, and whom their names mean."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from agreements.importing.carried_sheets import MOST, CarriedSheets
from agreements.importing.column_words import WORDS
from agreements.importing.drafts import Choice
from agreements.importing.headings import LEFT_OUT, OTHER_NAMES, Layout, Reading, read_headings
from agreements.importing.plan import NEEDED
from agreements.importing.row_reading import NEW, answer_of
from agreements.importing.sheet import MAX_BYTES, Sheet, Unreadable
from agreements.importing.sheet_files import read_sheet
from agreements.models import SheetColumns
from agreements.nouns import AGREEMENT, INSTITUTION

from .record_labels import record_label
from .storable import is_storable

CARRIED = "_sheets"
# Stands for a heading that is left out; nothing at all, for one of which nobody said anything.
LEAVE = "-"
TOO_MUCH = _(
    "There is too much in it to be looked at here: part it in several sheets, or have "
    "manage.py import_sheet read it."
)


class FilesForm(forms.Form):
    """Asks for a sheet of agreements, of institutions or both, and for who sent them."""

    agreements = forms.FileField(
        label=_("Sheet of agreements"), required=False, allow_empty_file=True
    )
    institutions = forms.FileField(
        label=_("Sheet of institutions"), required=False, allow_empty_file=True
    )
    sender = forms.CharField(
        label=_("Sender"),
        required=False,
        max_length=SheetColumns._meta.get_field("sender").max_length,
        validators=SheetColumns._meta.get_field("sender").validators,
        widget=AdminTextInputWidget({"class": "vTextField vWide"}),
        help_text=_(
            "Who sent the sheets, such as a ministry. What their columns mean is remembered, and a "
            "row that names no source is cited from the sheet itself."
        ),
    )

    def clean_agreements(self) -> Sheet | None:
        return _sheet_in(self.cleaned_data["agreements"])

    def clean_institutions(self) -> Sheet | None:
        return _sheet_in(self.cleaned_data["institutions"])

    def clean(self):
        """Refuse what cannot be told apart, and what is too much to travel with a form."""
        sheets = self.carried.sheets
        if not sheets and not self.errors:
            self.add_error(None, _("Choose a file."))
        if len({sheet.name for sheet in sheets}) < len(sheets):
            self.add_error("institutions", _("Both files have one name: rename one of them."))
        if len(self.carried.signed("")) > MOST:
            self.add_error(None, TOO_MUCH)

    @property
    def carried(self) -> CarriedSheets:
        data = self.cleaned_data
        found = {noun: data.get(noun) for noun in (INSTITUTION.plural, AGREEMENT.plural)}
        nouns = [noun for noun, sheet in found.items() if sheet]
        return CarriedSheets([found[noun] for noun in nouns], nouns, data.get("sender", ""))


def _sheet_in(file: UploadedFile | None) -> Sheet | None:
    if not file:
        return None
    try:
        return read_sheet(file.read(MAX_BYTES + 1), file.name)
    except Unreadable as error:
        raise forms.ValidationError(str(error)) from error


class ColumnsForm(forms.Form):
    """Asks of each heading which column of the register it means."""

    def __init__(self, data: Mapping | None, carried: CarriedSheets):
        super().__init__(data)
        readings = [read_headings(each.headings, carried.meanings) for each in carried.sheets]
        self._headings = list(
            dict.fromkeys(name for each in carried.sheets for name in each.headings)
        )
        self.unknown_headings = {name for reading in readings for name in reading.unknown}
        for place, heading in enumerate(self._headings):
            offered = {}
            for sheet, noun, reading in zip(carried.sheets, carried.nouns, readings, strict=True):
                if heading in sheet.headings:
                    offered |= _offered(reading, noun)
            self.fields[f"column-{place}"] = self._field(heading, offered, readings)

    def _field(self, heading: str, offered: Mapping, readings: list[Reading]) -> forms.Field:
        meant = [reading.columns[heading] for reading in readings if heading in reading.columns]
        is_unknown = heading in self.unknown_headings or not meant
        return forms.ChoiceField(
            label=heading,
            required=False,
            choices=[
                ("", gettext("Choose a column")),
                (LEAVE, gettext("Leave it out")),
                *offered.items(),
            ],
            initial="" if is_unknown else meant[0] or LEAVE,
            label_suffix="",
        )

    @property
    def unknown(self) -> list[forms.BoundField]:
        return [field for field in self if field.label in self.unknown_headings]

    @property
    def known(self) -> list[forms.BoundField]:
        return [field for field in self if field.label not in self.unknown_headings]

    @property
    def columns(self) -> dict[str, str]:
        """Return the column by each heading of which something was said."""
        told = {
            heading: self.cleaned_data.get(f"column-{place}", "")
            for place, heading in enumerate(self._headings)
        }
        return {
            name: LEFT_OUT if column == LEAVE else column for name, column in told.items() if column
        }


def _offered(reading: Reading, noun: str) -> dict[str, str]:
    """Return the columns that a heading may mean, with words about each.

    A sheet that lacks what tells of what it is, is what it was said to be.
    """
    layout = reading.layout
    if not set(NEEDED[layout]) <= set(reading.columns.values()):
        layout = Layout.INSTITUTIONS if noun == INSTITUTION.plural else Layout.AGREEMENTS
    nouns = {Layout.AGREEMENTS: AGREEMENT.plural, Layout.INSTITUTIONS: INSTITUTION.plural}
    words = WORDS.get(nouns.get(layout, ""), {})
    return {
        name: f"{name} – {words[name]}" if name in words else name for name in OTHER_NAMES[layout]
    }


class PostedAnswers(Mapping):
    """The choices that a form sent, each under a name made of what it is a choice of."""

    def __init__(self, data: Mapping[str, str]):
        self._data = data

    def __getitem__(self, key: tuple) -> str:
        answer = self._data.get(name_of(key), "")
        if not answer or not is_storable(answer):
            raise KeyError(key)
        return answer

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._data if name.startswith("choice-"))

    def __len__(self) -> int:
        return sum(1 for _name in self)


def name_of(key: tuple) -> str:
    """Return the name of the field in which somebody chooses, which is short for any text."""
    return f"choice-{sha256(repr(key).encode()).hexdigest()[:24]}"


class Asked(NamedTuple):
    """A choice as the page shows it: its field, and (value, label, is chosen) of each option."""

    choice: Choice
    name: str
    options: list[tuple[str, str, bool]]


TAKEN_OVER = gettext_lazy("As chosen in a row before: %(record)s")


def asked(choice: Choice) -> Asked:
    """Return how a choice is asked for; a new record is made where nothing is chosen."""
    labels = {answer_of(likely.record): _label(likely) for likely in choice.likely}
    new = gettext("A new record")
    if choice.is_taken_over:
        record = labels.get(choice.answer, choice.answer)
        options = [("", TAKEN_OVER % {"record": record}), (NEW, new), *labels.items()]
        return Asked(choice, name_of(choice.key), [(*each, not each[0]) for each in options])
    chosen = choice.answer if choice.answer in labels else ""
    options = [("", new), *labels.items()]
    return Asked(choice, name_of(choice.key), [(*each, each[0] == chosen) for each in options])


def _label(likely) -> str:
    label = record_label(likely.record)
    if likely.record._state.adding:
        return gettext("%(record)s, made by a row before") % {"record": label}
    return label
