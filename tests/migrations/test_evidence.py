"""What earlier versions held of sources and figures comes along, and can go back, with triggers."""

from types import SimpleNamespace

import pytest
from django.db import connection

from agreements.changes import triggers
from agreements.models import Change
from tests.factories import AgreementFactory

WITHOUT_LOG = "0003_sector_slug_in_lower_case"
BEFORE = "0011_one_name_of_a_country"
PUBLISHERS = ("Daily", "DAILY", "Daily")
STANCES = ("supports", "supports", "disputes")
# Least, most and approximate as they were; bound, number and larger number as they are.
FIGURES = [
    ((13, 13, False), ("exactly", 13, None)),
    ((13, 13, True), ("about", 13, None)),
    ((21, None, False), ("at_least", 21, None)),
    ((None, 5, False), ("at_most", 5, None)),
    ((20, 30, False), ("between", 20, 30)),
]


def read(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def cite(of):
    """Write a source for each of three spellings and a citation of each stance, as of then."""
    about = of("Agreement").create(ref="AG-0001", title="Workshop")
    for number, (publisher, stance) in enumerate(zip(PUBLISHERS, STANCES, strict=True), 1):
        source = of("Source").create(
            ref=f"SO-000{number}", title="News", publisher=publisher, language="en"
        )
        of("Citation").create(source=source, agreement=about, stance=stance, claim="It says so.")


def count(of):
    """Write the figures of an alliance, as of then, and one too many; return that one."""
    alliance = of("Alliance").create(ref="AL-0001", name="Alliance")
    figures = [before for before, _expected in FIGURES]
    for minimum, maximum, is_approximate in [*figures, (2**31, 2**31, False)]:
        last = of("Figure").create(
            alliance=alliance,
            measure="members",
            minimum=minimum,
            maximum=maximum,
            is_approximate=is_approximate,
        )
    return last


@pytest.fixture(scope="module")
def journey(at):
    """What is found at the newest version of what was written at an earlier one, and then back."""
    at(WITHOUT_LOG)
    of = at(BEFORE)
    cite(of)
    huge = count(of)
    number = huge.pk
    with pytest.raises(ValueError, match=r"correct them first") as refusal:
        at()
    huge.delete()
    at()
    found = SimpleNamespace(
        refusal=str(refusal.value),
        huge=number,
        missing=triggers.missing(connection),
        written=("agreement", AgreementFactory(ref="AG-0002").pk),
        noted=set(Change.objects.values_list("noun", "key")),
        publishers=read(
            "SELECT s.ref, p.name, p.ref FROM agreements_source s"
            " JOIN agreements_publisher p ON p.id = s.publisher_id ORDER BY 1"
        ),
        counter=read("SELECT last FROM agreements_refcounter WHERE prefix = 'PB'"),
        citations=read("SELECT stance, basis FROM agreements_citation ORDER BY id"),
        figures=read("SELECT bound, value, upper FROM agreements_figure ORDER BY id"),
    )
    of = at(BEFORE)
    found.publishers_again = list(of("Source").order_by("ref").values_list("publisher", flat=True))
    figures = of("Figure").order_by("pk")
    found.figures_again = list(figures.values_list("minimum", "maximum", "is_approximate"))
    return found


def test_names_of_publishers_become_records_and_back(journey):
    refs = {name: ref for _source, name, ref in journey.publishers}

    assert [(ref, name) for ref, name, _publisher in journey.publishers] == [
        ("SO-0001", "Daily"),
        ("SO-0002", "DAILY"),
        ("SO-0003", "Daily"),
    ]
    assert (sorted(refs.values()), journey.counter) == (["PB-0001", "PB-0002"], [(2,)])
    assert journey.publishers_again == [*PUBLISHERS]


def test_earlier_citations_are_stated_as_they_stood(journey):
    assert journey.citations == [(stance, "stated") for stance in STANCES]


def test_figures_get_their_bounds_and_back(journey):
    assert journey.figures == [expected for _before, expected in FIGURES]
    assert journey.figures_again == [before for before, _expected in FIGURES]


def test_figure_that_no_database_can_hold_any_more_stops_the_migration(journey):
    assert journey.refusal.endswith(f"correct them first: [{journey.huge}]")


def test_triggers_survive_migrations_that_rebuild_tables(journey):
    assert journey.missing == []
    assert journey.written in journey.noted
