"""The table of statements: a row for each time that a source speaks of a record, rivals too."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import CharField
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from agreements.models import Citation, Source
from agreements.models.days import Day
from agreements.models.grades import Grade
from agreements.models.shown_names import name_at
from agreements.nouns.published import Column, Kind, meaning

from .records import ITEM, VOICE, Record, among
from .written_values import text_of

# How each of several values is told, by the link that names it.
ITEM_TEXTS = {
    "party": "party__institution__ref",
    "link": "link__to_agreement__ref",
    "membership": "membership__institution__ref",
    "name": "name__text",
    "figure": "figure__measure",
    "identifier": "identifier__value",
}
ITEM_TEXT = Coalesce(*(Cast(path, CharField()) for path in ITEM_TEXTS.values()))
SPEAKER = "speaker_person__name"


FIGURE = ("figure__bound", "figure__value", "figure__upper")


def figure(bound: str, value: int, upper: int | None) -> str:
    """Return a number with its bound, both as codes: "more_than 600", "between 20 30"."""
    return f"{bound} {value}" if upper is None else f"{bound} {value} {upper}"


class Statement(NamedTuple):
    """A citation, and the Record of what it speaks about; `own` has what stands at each path."""

    record: Record
    own: dict[str, Any]

    @property
    def value(self) -> str:
        """Return what the register holds of which it speaks, empty of a record as a whole."""
        if self.own["figure__bound"]:
            return figure(*(self.own[path] for path in FIGURE))
        return self.own["item_text"] or text_of(self.record, self.own["field"])

    def day(self) -> str:
        return Day(self.own["source__published_on"], self.own["source__published_precision"]).iso


def statements(records: Sequence[Record]) -> Iterable[Statement]:
    """Yield the Statements about records, in their order and by age, reading them all at once."""
    if not records:
        return
    noun = records[0].noun
    rows = among(Citation, [record.key for record in records], noun.name).order_by("pk")
    rows = rows.annotate(item_key=ITEM, item_text=ITEM_TEXT, voice=VOICE)
    speaker = name_at("speaker_person", "person", SPEAKER)
    told = [speaker if path == SPEAKER else path for path in PATHS]
    about = defaultdict(list)
    for key, *values in rows.values_list(noun.name, *told):
        about[key].append(dict(zip(PATHS, values, strict=True)))
    for record in records:
        for own in about[record.key]:
            yield Statement(record, own)


def own(name: str, path: str = "", **more: object) -> Column:
    """Return the column of a field of citations, at a path of another name or of its own."""
    path = path or name
    described = Citation._meta.get_field(path)
    return Column(
        name=name,
        means=meaning(described),
        choices=tuple(described.flatchoices),
        paths=(path,),
        **more,
    )


def at(name: str, means: str, path: str, **more: object) -> Column:
    return Column(name=name, means=means, paths=(path,), **more)


STATEMENT_COLUMNS = (
    at(
        "id",
        _("What names the statement; it is never given to another one."),
        "pk",
        kind=Kind.WHOLE_NUMBER,
        is_required=True,
        is_unique=True,
    ),
    Column(
        name="subject_type",
        means=_("What sort of record it speaks about."),
        made=lambda row: row.record.noun.name,
        is_required=True,
    ),
    Column(
        name="subject",
        means=_("The number, the short name or the code of that record."),
        made=lambda row: row.record.address,
        is_required=True,
    ),
    Column(
        name="subject_url",
        means=_("The address of the page of that record."),
        made=lambda row: row.record.url,
        is_required=True,
    ),
    at(
        "field",
        _("The field that it bears on; empty where it speaks of the record as a whole."),
        "field",
    ),
    at(
        "item",
        _("Which of several values it speaks of; empty where it speaks of all of them."),
        "item_text",
    ),
    Column(
        name="value",
        means=_("What the register holds there: the value that its editors accept."),
        made=lambda row: row.value,
    ),
    own("stance", is_required=True),
    own("basis", is_required=True),
    own("stated_value"),
    own("claim", is_required=True),
    own("locator_unit"),
    own("locator"),
    at("source", _("The number of the source."), "source__ref", is_required=True),
    at("source_title", _("The title of the source."), "source__title"),
    at("publisher", _("Who published the source."), "source__publisher__name", is_required=True),
    at(
        "voice",
        _("The publisher that speaks in it: that of the original where it is a reprint."),
        "voice",
        is_required=True,
    ),
    at(
        "source_kind",
        meaning(Source._meta.get_field("kind")),
        "source__kind",
        choices=tuple(Source.Kind.choices),
    ),
    Column(
        name="published",
        means=_("The day of the source, as exactly as it is known: 2024, 2024-09 or 2024-09-17."),
        paths=("source__published_on", "source__published_precision"),
        made=lambda row: row.day(),
    ),
    at(
        "language",
        meaning(Source._meta.get_field("language")),
        "source__language",
        is_required=True,
    ),
    at("source_url", meaning(Source._meta.get_field("url")), "source__url"),
    Column(
        name="speaker",
        means=_("Whom the source quotes."),
        paths=("speaker", SPEAKER),
        made=lambda row: row.own["speaker"] or row.own[SPEAKER],
    ),
    own("speaker_position"),
    at(
        "speaker_institution",
        _("The number of the body for which the speaker spoke."),
        "speaker_institution__ref",
    ),
    Column(
        name="evidence",
        means=_("How well the value is known of which it speaks."),
        choices=tuple(Grade.choices),
        made=lambda row: row.record.cited.grade(row.own["field"], row.own["item_key"]),
        is_required=True,
    ),
)

PATHS = tuple(
    dict.fromkeys(
        ("item_key", *FIGURE, *(path for column in STATEMENT_COLUMNS for path in column.paths))
    )
)
