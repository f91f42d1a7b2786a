"""What earlier versions held of sources and figures comes along, and can go back."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = ("agreements", "0011_one_name_of_a_country")
NEWEST = "agreements"


def models_before():
    """Go back to the earlier version, and return its models."""
    call_command("migrate", *BEFORE, verbosity=0)
    return MigrationExecutor(connection).loader.project_state(BEFORE).apps.get_model


@pytest.fixture(autouse=True)
def newest_version():
    """Leave the tables as the other tests expect them."""
    yield
    call_command("migrate", NEWEST, verbosity=0)


def cited(get_model):
    """Write a source for each of three spellings and a citation of each stance, as of then."""
    source, citation, agreement = (
        get_model("agreements", model) for model in ("Source", "Citation", "Agreement")
    )
    about = agreement.objects.create(ref="AG-0001", title="Workshop")
    for number, publisher in enumerate(("Daily", "DAILY", "Daily"), 1):
        made = source.objects.create(
            ref=f"SO-000{number}", title="News", publisher=publisher, language="en"
        )
        stance = "disputes" if number == 3 else "supports"
        citation.objects.create(source=made, agreement=about, stance=stance, claim="It says so.")


def test_names_of_publishers_become_records_and_back():
    get_model = models_before()
    cited(get_model)

    call_command("migrate", NEWEST, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.ref, p.name, p.ref FROM agreements_source s"
            " JOIN agreements_publisher p ON p.id = s.publisher_id ORDER BY 1"
        )
        rows = cursor.fetchall()
        cursor.execute("SELECT last FROM agreements_refcounter WHERE prefix = 'PB'")
        counter = cursor.fetchone()
    refs = {name: ref for _source, name, ref in rows}

    assert [(ref, name) for ref, name, _publisher in rows] == [
        ("SO-0001", "Daily"),
        ("SO-0002", "DAILY"),
        ("SO-0003", "Daily"),
    ]
    assert (sorted(refs.values()), counter) == (["PB-0001", "PB-0002"], (2,))

    call_command("migrate", *BEFORE, verbosity=0)
    names = get_model("agreements", "Source").objects.order_by("ref").values_list("publisher")
    assert list(names) == [("Daily",), ("DAILY",), ("Daily",)]


def test_earlier_citations_are_stated_as_they_stood():
    cited(models_before())

    call_command("migrate", NEWEST, verbosity=0)

    with connection.cursor() as cursor:
        cursor.execute("SELECT stance, basis FROM agreements_citation ORDER BY id")
        assert cursor.fetchall() == [
            ("supports", "stated"),
            ("supports", "stated"),
            ("disputes", "stated"),
        ]


# Least, most and approximate as they were; bound, number and larger number as they are.
FIGURES = [
    ((13, 13, False), ("exactly", 13, None)),
    ((13, 13, True), ("about", 13, None)),
    ((21, None, False), ("at_least", 21, None)),
    ((None, 5, False), ("at_most", 5, None)),
    ((20, 30, False), ("between", 20, 30)),
]


def test_figures_get_their_bounds_and_back():
    get_model = models_before()
    alliance = get_model("agreements", "Alliance").objects.create(ref="AL-0001", name="Alliance")
    figure = get_model("agreements", "Figure")
    for (minimum, maximum, is_approximate), _expected in FIGURES:
        figure.objects.create(
            alliance=alliance,
            measure="members",
            minimum=minimum,
            maximum=maximum,
            is_approximate=is_approximate,
        )

    call_command("migrate", NEWEST, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT bound, value, upper FROM agreements_figure ORDER BY id")
        assert cursor.fetchall() == [expected for _before, expected in FIGURES]

    call_command("migrate", *BEFORE, verbosity=0)
    found = figure.objects.order_by("pk").values_list("minimum", "maximum", "is_approximate")
    assert list(found) == [before for before, _expected in FIGURES]


def test_figure_that_no_database_can_hold_any_more_stops_the_migration():
    get_model = models_before()
    alliance = get_model("agreements", "Alliance").objects.create(ref="AL-0001", name="Alliance")
    huge = get_model("agreements", "Figure").objects.create(
        alliance=alliance, measure="members", minimum=2**31, maximum=2**31
    )

    with pytest.raises(ValueError, match=r"correct them first: \[\d+\]"):
        call_command("migrate", NEWEST, verbosity=0)
    huge.delete()
