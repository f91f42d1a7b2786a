"""What the columns of published data are: of a noun's records, and of tables of any kind."""

from collections.abc import Iterable
from operator import attrgetter

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.models import Citation, Name, Place, Translation
from agreements.models.days import Day, Precision
from agreements.models.grades import Grade
from agreements.models.refs import Registered
from agreements.punctuation import explained_lazily, in_sequence_lazily

from .column import Column, Kind

KINDS = {
    models.BooleanField: Kind.YES_NO,
    models.DateField: Kind.DAY,
    models.DateTimeField: Kind.MOMENT,
    models.FloatField: Kind.NUMBER,
    models.IntegerField: Kind.WHOLE_NUMBER,
    models.BigAutoField: Kind.WHOLE_NUMBER,
}


def kind_of(field: models.Field) -> Kind:
    """Return what the values of a field of a model are, text where nothing else is known."""
    return next((KINDS[cls] for cls in type(field).mro() if cls in KINDS), Kind.TEXT)


def meaning(field: models.Field) -> Promise:
    """Return what a field says, in the words of its form."""
    label = capfirst(field.verbose_name)
    return explained_lazily(label, field.help_text) if field.help_text else label


def published(model: type[models.Model], *fields: str | tuple[str, str]) -> tuple[Column, ...]:
    """Return the columns that tell fields of a model, in that order.

    A day takes three columns, a link to another record two, its address and its name. A field whose
    column has another name is given as (field, name).
    """
    pairs = [(field, field) if isinstance(field, str) else field for field in fields]
    return tuple(column for field, name in pairs for column in _of_field(model, field, name))


def _of_field(model: type[models.Model], field: str, name: str) -> Iterable[Column]:
    described = model._meta.get_field(field)
    if described.auto_created or described.many_to_many:
        return [_list(model, field, name)]
    if field in model.DAYS:
        return _day(model, field, name)
    if described.is_relation:
        return _record(described, name)
    return [
        Column(
            name=name,
            means=meaning(described),
            kind=kind_of(described),
            choices=tuple(described.flatchoices),
            field=field,
            paths=(field,),
            is_required=not (described.blank or described.null),
        )
    ]


def _day(model: type[models.Model], field: str, name: str) -> list[Column]:
    described = model._meta.get_field(field)
    paths = (field, model.DAYS[field])
    name = name.removesuffix("_on")
    return [
        Column(
            name=name,
            means=in_sequence_lazily(
                meaning(described),
                _("As exactly as it is known: 2024, 2024-09 or 2024-09-17."),
            ),
            field=field,
            paths=paths,
            made=lambda row: Day(row.own[paths[0]], row.own[paths[1]]).iso,
        ),
        Column(
            name=f"{name}_earliest",
            means=_("The first day that may be meant: 2024-09-01 for September 2024."),
            kind=Kind.DAY,
            paths=paths,
        ),
        Column(
            name=f"{name}_precision",
            means=_("How exactly the day is known; empty where it is not known at all."),
            choices=tuple(Precision.choices),
            paths=paths[1:],
            made=lambda row: row.own[paths[1]] if row.own[paths[0]] else "",
        ),
    ]


def _record(described: models.ForeignKey, name: str) -> list[Column]:
    related = described.related_model
    where = (
        f"{described.name}__{related.ADDRESS_FIELD}" if related.ADDRESS_FIELD else described.attname
    )
    address = Column(
        name=name,
        means=meaning(described),
        kind=Kind.WHOLE_NUMBER if related is Place else Kind.TEXT,
        field=described.name,
        paths=(where,),
    )
    called = Column(
        name=f"{name}_name",
        means=explained_lazily(
            capfirst(described.verbose_name),
            _("Its name; in data asked for with “lang=ru” its Russian name, if it has one."),
        ),
        paths=(f"{described.name}__{related.TITLE_FIELD}",),
        is_repeated=True,
        names=described.name,
    )
    return [address, called]


def _list(model: type[models.Model], field: str, name: str) -> Column:
    described = model._meta.get_field(field)
    label = (
        described.related_model._meta.verbose_name_plural
        if described.auto_created
        else described.verbose_name
    )
    return Column(
        name=name,
        means=explained_lazily(capfirst(label), _("Their numbers or short names.")),
        kind=Kind.LIST,
        field=field,
        made=lambda row: [first for first, _second in row.linked[field]],
        is_repeated=described.auto_created and issubclass(described.related_model, Registered),
    )


def of_records(model: type[models.Model], *columns: Column) -> tuple[Column, ...]:
    """Return the columns of a noun's records: what names each, its own, and what all have.

    A column that is added later goes to the end of all, so that programs that count find the others
    where they were.
    """
    return (*_named_by(model), *columns, *_common(model))


def _named_by(model: type[models.Model]) -> tuple[Column, Column]:
    address = Column(
        name="id",
        means=_("What names the record in addresses: its number, its short name or its code."),
        term="https://schema.org/identifier",
        paths=(model.ADDRESS_FIELD,),
        is_required=True,
        is_unique=True,
    )
    url = Column(
        name="url",
        means=_("The address of its page."),
        term="https://schema.org/url",
        made=attrgetter("url"),
        is_required=True,
        is_unique=True,
    )
    return address, url


OTHER_NAMES = Column(
    name="other_names",
    means=_("Its other names, each after its language: zh-Hans: 重庆."),
    kind=Kind.LIST,
    term="https://schema.org/alternateName",
    field="names",
    made=lambda row: [f"{language}: {text}" for language, text in row.linked["names"]],
)
OTHER_SUMMARIES = Column(
    name="other_summaries",
    means=_("Its summary as the register itself translated it, each text after its language."),
    kind=Kind.LIST,
    term="https://schema.org/abstract",
    field="translations",
    made=lambda row: [f"{language}: {text}" for language, text in row.linked["translations"]],
)
EVIDENCE = (
    Column(
        name="evidence",
        means=_("How well the record is known: as well as the weakest of its key values."),
        choices=tuple(Grade.choices),
        made=lambda row: row.grade(),
        is_required=True,
    ),
    Column(
        name="disputed_fields",
        means=_("The fields of which a source states another value; drop doubtful values by it."),
        kind=Kind.LIST,
        made=lambda row: row.cited.disputed_fields,
    ),
    Column(
        name="supporting_publishers",
        means=_("The voices that state any of its values."),
        kind=Kind.LIST,
        made=lambda row: row.cited.supporting,
        is_repeated=True,
    ),
    Column(
        name="disputing_publishers",
        means=_("The voices that state another value of any of its fields."),
        kind=Kind.LIST,
        made=lambda row: row.cited.disputing,
        is_repeated=True,
    ),
    Column(
        name="sources",
        means=_("The numbers of the sources that speak about it."),
        kind=Kind.LIST,
        term="https://schema.org/citation",
        made=lambda row: row.cited.sources,
    ),
)
UPDATED = Column(
    name="updated_at",
    means=_("When a field of its own was last saved."),
    kind=Kind.MOMENT,
    term="https://schema.org/dateModified",
    paths=("updated_at",),
    is_required=True,
)


REVISION = Column(
    name="revision",
    means=_(
        "The revision of the register at which it was last changed, or a party, a link or a"
        " citation of it; empty where the change log does not tell that, or not any more."
    ),
    kind=Kind.WHOLE_NUMBER,
    made=lambda row: row.revision,
    is_repeated=True,
)


def _common(model: type[models.Model]) -> Iterable[Column]:
    """Yield the columns that all nouns have of which that can be said."""
    noun = model._meta.model_name
    if noun in Name.SUBJECTS:
        yield OTHER_NAMES
    if noun in Citation.SUBJECTS:
        yield from EVIDENCE if model.KEY_FIELDS else EVIDENCE[1:]
    if issubclass(model, Registered):
        yield UPDATED
    if noun in Translation.SUBJECTS:
        yield OTHER_SUMMARIES
