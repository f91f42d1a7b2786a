"""Events and alliances as sheets name them: a name, and perhaps where and when."""

import re

from django.core.exceptions import ValidationError

from agreements.editing.written_days import read_day
from agreements.models import Agreement, Alliance, Event, Membership, Party, Place
from agreements.models.days import Day, Precision

from .drafts import Cited
from .row_reading import Row

# By a word of its name: what sort of event it is.
KINDS = {
    "visit": Event.Kind.VISIT,
    "seminar": Event.Kind.SEMINAR,
    "ceremony": Event.Kind.CEREMONY,
    "conference": Event.Kind.CONFERENCE,
    "forum": Event.Kind.CONFERENCE,
    "summit": Event.Kind.CONFERENCE,
    "congress": Event.Kind.CONFERENCE,
}
NO_DAY = Day(None, Precision.DAY)


def event_of(row: Row, cited: Cited) -> Event | None:
    """Return the event of a row; a known one of another year is another one."""
    if not row.text("event"):
        return None
    name, place, day = _parted(row, row.text("event"))
    found = [event for event in row.register.events.find([name]) if _fits(event, day)]
    if len(found) == 1:
        return found[0]
    event = Event(
        name=name, kind=_kind(name), place=place, first_on=day.on, precision=day.precision
    )
    row.draft(event, {}, "event")
    row.register.events.add(event)
    _cite_event(row, event, cited)
    return event


def _parted(row: Row, text: str) -> tuple[str, Place | None, Day]:
    """Return the name, the place and the day of a text such as "A forum, Tashkent, Nov 2025"."""
    named, place, day = text.split(", "), None, NO_DAY
    if len(named) > 1:
        try:
            day = read_day(named[-1])
            named.pop()
        except ValidationError:
            pass
    if len(named) > 1:
        places = row.register.places.find([named[-1]])
        if len(places) == 1:
            [place] = places
            named.pop()
    return ", ".join(named), place, day


def _fits(event: Event, day: Day) -> bool:
    return not (event.first_on and day) or event.first_on.year == day.on.year


def _kind(name: str) -> str:
    words = re.findall(r"\w+", name.lower())
    return next((KINDS[word] for word in reversed(words) if word in KINDS), Event.Kind.MEETING)


def _cite_event(row: Row, event: Event, cited: Cited) -> None:
    drafts = row.drafts
    drafts.cite(event, "", cited, "Tells of what was agreed there.")
    drafts.cite(event, "name", cited, f"Names the {event.name}.")
    drafts.cite(event, "kind", cited, "So it is by its name.", basis="concluded")
    if event.place:
        drafts.cite(event, "place", cited, f"It took place in {event.place.name}.")
    if event.first_on:
        drafts.cite(event, "first_on", cited, f"It took place: {event.first_day}.")


def alliance_of(row: Row, agreement: Agreement, cited: Cited) -> Alliance | None:
    """Return the alliance of a row, launched with its agreement where that founds it."""
    name = row.text("alliance")
    if not name:
        return None
    if known := row.known(row.register.alliances, "alliance", [name]):
        return known
    alliance = Alliance(name=name)
    is_founded = agreement.kind == Agreement.Kind.ALLIANCE
    if is_founded:
        alliance.launched_on = agreement.signed_on
        alliance.launched_precision = agreement.signed_precision
    row.draft(alliance, {"launched_on": "signed_on"}, "alliance")
    row.register.alliances.add(alliance)
    drafts = row.drafts
    drafts.cite(alliance, "", cited, "Tells of the alliance.")
    drafts.cite(alliance, "name", cited, f"Names the {name}.")
    if alliance.launched_on:
        drafts.cite(alliance, "launched_on", cited, f"It was founded: {alliance.launched}.")
    return alliance


def add_members(row: Row, alliance: Alliance, parties: list[Party], cited: Cited) -> None:
    """Have those be in a new alliance who take part in its founding as what members are."""
    for party in parties:
        if party.role in Membership.Role.values:
            member = Membership(alliance=alliance, institution=party.institution, role=party.role)
            row.drafts.items.append(member)
            role = member.get_role_display().lower()
            claim = f"Names {party.institution.name} in it: {role}."
            row.drafts.cite(alliance, "memberships", cited, claim, membership=member)
