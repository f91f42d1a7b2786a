"""Merging: two records that are one become one, and nothing that was said of either is lost."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext as _

from agreements import databases
from agreements.models import Agreement, Alias, Citation, Institution, Link, Name, Settlement
from agreements.models.alias import address_of
from agreements.models.hierarchy import above
from agreements.search.fold import fold

from .integrity import MIN_PARTIES
from .merged_citations import turn_citations
from .merged_rows import carry
from .merged_values import Difference, Side, differences, is_renamed
from .record_rules import problems_of
from .refusals import Refused

# By which links records of a noun are parts of others.
WHOLES = ("parent", "part_of", "reprints")
FORMER_LANGUAGE = "en"


class OtherName(NamedTuple):
    """What becomes of the name that is not chosen: in which language it is, and of which kind."""

    language: str = FORMER_LANGUAGE
    kind: str = Name.Kind.OFFICIAL


def reasons_against(lost: models.Model, kept: models.Model) -> list[str]:
    """Return why two records cannot be merged as they stand, each reason a sentence."""
    if lost == kept:
        return [_("A record cannot be merged into itself.")]
    return [*_parts_of_each_other(lost, kept), *_both_parties(lost, kept), *_related(lost, kept)]


def _parts_of_each_other(lost, kept) -> Iterator[str]:
    for link in WHOLES:
        if hasattr(kept, link) and lost in above(kept, link):
            sentence = _("“%(kept)s” is a part of “%(lost)s”: it cannot take its place.")
            yield sentence % {"kept": kept, "lost": lost}


def _both_parties(lost, kept) -> Iterator[str]:
    """Yield which agreements would be left with too few parties."""
    if not isinstance(lost, Institution):
        return
    between = Agreement.objects.filter(parties__institution=lost)
    for agreement in between.filter(parties__institution=kept).order_by("pk"):
        if agreement.parties.count() <= MIN_PARTIES:
            sentence = _("%(ref)s is an agreement between the two: it would be one with itself.")
            yield sentence % {"ref": agreement.ref}


def _related(lost, kept) -> Iterator[str]:
    if isinstance(lost, Agreement):
        both = Q(from_agreement=lost, to_agreement=kept) | Q(from_agreement=kept, to_agreement=lost)
        for link in Link.objects.filter(both):
            sentence = _("One has a relation to the other: “%(link)s”. Remove it first.")
            yield sentence % {"link": link}


def proposed(found: list[Difference]) -> dict[str, Side]:
    """Return whose value is proposed of each difference, by its name."""
    return {one.name: one.initial for one in found}


def merge(
    lost: models.Model,
    kept: models.Model,
    sides: Mapping[str, str] | None = None,
    other_name: OtherName | None = None,
) -> None:
    """Make one record of two: what one of them is called leads on to the other from then on.

    `sides` has whose value is chosen of each difference, by its name. Raises Refused where a rule
    forbids it. To be called within an edit.
    """
    if reasons := reasons_against(lost, kept):
        raise Refused(" ".join(reasons))
    found = differences(lost, kept)
    sides = proposed(found) | dict(sides or {})
    before = problems_of(type(kept), kept.pk) | problems_of(type(lost), lost.pk)
    decided = turn_citations(lost, kept, sides)
    values = _chosen_values(lost, kept, found, sides)
    former = _former_name(lost, kept, sides)
    address = address_of(lost)
    carry(lost, kept)
    type(lost)._base_manager.get(pk=lost.pk).delete()
    _write(kept, *values)
    if former:
        decided |= set(former.cited.values())
        _keep_name(kept, former, other_name or proposed_name(lost, kept))
    Settlement.objects.filter(pk__in=decided - {None}, citations=None).delete()
    Alias.objects.create(address=address, **{kept._meta.model_name: kept})
    _refuse_new_problems(kept, before)
    databases.of(connection).check_links(connection)


def _refuse_new_problems(record, before: set[str]) -> None:
    if broken := problems_of(type(record), record.pk) - before:
        raise Refused(" ".join(sorted(broken)))


def _chosen_values(lost, kept, found, sides) -> tuple[dict, dict]:
    """Return what is written into the record: {column: value} and {field: keys of records}."""
    columns, links = {}, {}
    for one in found:
        side = sides[one.name]
        if side == Side.KEPT:
            continue
        for name in one.columns:
            if kept._meta.get_field(name).many_to_many:
                keys = set(getattr(lost, name).values_list("pk", flat=True))
                if side == Side.BOTH:
                    keys |= set(getattr(kept, name).values_list("pk", flat=True))
                links[name] = sorted(keys)
            elif side == Side.LOST:
                columns[name] = getattr(lost, name)
            else:
                # A yes that is told of all of them holds where both say so.
                columns[name] = getattr(lost, name) and getattr(kept, name)
    return columns, links


def _write(kept, columns: dict, links: dict) -> None:
    for name, value in columns.items():
        setattr(kept, name, value)
    try:
        kept.clean()
        kept.validate_constraints()
    except ValidationError as refused:
        raise Refused(" ".join(refused.messages)) from refused
    kept.save()
    for name, keys in links.items():
        getattr(kept, name).set(keys)


class FormerName(NamedTuple):
    """A name that is not chosen, and its citations: {primary key: key of what was decided}."""

    text: str
    cited: dict[int, int | None]


def _former_name(lost, kept, sides) -> FormerName | None:
    """Return the name that is not chosen, None where both are called the same."""
    if not is_renamed(lost, kept):
        return None
    side = sides[kept.TITLE_FIELD]
    record = lost if side == Side.KEPT else kept
    field = record.TITLE_FIELD
    cited = record.citations.filter(field=field).values_list("pk", "settlement")
    return FormerName(getattr(record, field), dict(cited))


def proposed_name(lost: models.Model, kept: models.Model) -> OtherName:
    """Return of which kind the lost record's name probably is."""
    own, others = (set(fold(str(record)).split()) for record in (lost, kept))
    return OtherName(kind=Name.Kind.SHORT if own < others else Name.Kind.OFFICIAL)


def _keep_name(kept, former: FormerName, other: OtherName) -> None:
    """Have the record bear another name, on which the citations of it go on to bear."""
    name = kept.names.filter(text=former.text).first()
    if name is None:
        name = Name(text=former.text, **other._asdict(), **{kept._meta.model_name: kept})
        try:
            name.full_clean()
        except ValidationError as refused:
            raise Refused(" ".join(refused.messages)) from refused
        name.save()
    rows = Citation.objects.filter(pk__in=former.cited)
    rows.update(field="names", name=name, settlement=None)
