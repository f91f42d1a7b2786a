"""What happened when: out of a record's days and of those of its sources, and of no more."""

import re
from datetime import UTC, date, datetime

import pytest

from agreements.evidence.timeline import timeline
from agreements.evidence.values import Evidence
from agreements.models import Agreement, Version
from agreements.models.days import Precision
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    LinkFactory,
    ProjectFactory,
    SourceFactory,
)
from tests.views.wording import words

pytestmark = pytest.mark.django_db


def cite(record, field, day, **values):
    """Have a source of a day (None: without one) tell of a field of a record."""
    values = {"agreement": None, record._meta.model_name: record} | values
    return CitationFactory(source=SourceFactory(published_on=day), field=field, **values)


def line_of(record):
    """Return the Timeline of a record."""
    return timeline(record, Evidence(record, record.citations.with_voices()))


def told(record):
    """Return (what, day, whether it lies ahead) of each moment of a record."""
    found = line_of(record)
    return [(one.what, one.day.iso, one.is_ahead) for one in found.moments] if found else []


def section(client, record, query=""):
    """Return the HTML of the time line on the page of a record."""
    page = client.get(record.get_absolute_url() + query).content.decode()
    return re.search('<section class="part" aria-labelledby="timeline">.*?</section>', page, re.S)[
        0
    ]


def test_agreement_has_its_days_and_those_on_which_sources_told_of_it():
    agreement = AgreementFactory(
        signed_on=date(2025, 6, 13),
        starts_on=date(2025, 9, 1),
        ends_on=date(2030, 1, 1),
        ends_precision=Precision.YEAR,
        status=Agreement.Status.OPERATING,
    )
    cite(agreement, "", date(2025, 6, 1))
    cite(agreement, "status", date(2025, 11, 3))
    cite(agreement, "status", date(2025, 12, 3))
    cite(agreement, "", date(2026, 2, 1))

    assert told(agreement) == [
        ("Announced", "2025-06-01", True),
        ("Signed", "2025-06-13", False),
        ("The term begins", "2025-09-01", True),
        ("Reported as “In operation”", "2025-11-03", False),
        ("Heard of last", "2026-02-01", False),
        ("The term ends", "2030", True),
    ]


def test_what_is_planned_is_not_told_as_done():
    planned = AgreementFactory(signed_on=date(2027, 1, 1), status=Agreement.Status.PLANNED)
    cite(planned, "status", date(2026, 5, 1))
    undated = ProjectFactory(status="planned")
    cite(undated, "", date(2026, 5, 1))

    assert told(planned) == [
        ("Announced", "2026-05-01", True),
        ("Heard of last", "2026-05-01", False),
        ("To be signed", "2027-01-01", True),
    ]
    assert told(undated) == [
        ("Announced", "2026-05-01", True),
        ("Heard of last", "2026-05-01", False),
    ]


def test_source_of_the_same_month_announces_nothing():
    agreement = AgreementFactory(signed_on=date(2025, 6, 1), signed_precision=Precision.MONTH)
    cite(agreement, "", date(2025, 6, 18))

    assert [what for what, _day, _ahead in told(agreement)] == ["Signed", "Heard of last"]


def test_what_disputes_or_is_concluded_reports_nothing():
    project = ProjectFactory(status="operating")
    cite(project, "status", date(2025, 1, 1), stance="disputes", stated_value="Planned")
    cite(project, "status", date(2025, 2, 1), basis="concluded")
    cite(project, "status", None)

    assert told(project) == [("Heard of last", "2025-02-01", False)]


def test_record_without_any_day_has_no_timeline():
    agreement = AgreementFactory(signed_on=None)
    cite(agreement, "", None)

    assert line_of(agreement) is None


def test_day_is_told_with_its_sources_each_once():
    agreement = AgreementFactory(signed_on=date(2025, 6, 13))
    one = cite(agreement, "signed_on", None)
    CitationFactory(agreement=agreement, field="signed_on", source=one.source)
    other = cite(agreement, "signed_on", None)
    cite(agreement, "signed_on", None, stance="disputes", stated_value="14 June 2025")
    cite(agreement, "signed_on", None, basis="concluded")

    [signed] = line_of(agreement).moments

    assert signed.citations == [one, other]


def test_concluded_day_is_told_with_what_it_is_concluded_from():
    agreement = AgreementFactory(signed_on=date(2025, 6, 13))
    concluded = cite(agreement, "signed_on", None, basis="concluded")

    [signed] = line_of(agreement).moments

    assert signed.citations == [concluded]
    assert signed.evidence.grade == "concluded"


@pytest.mark.parametrize(
    ("precision", "sentence"),
    [
        (Precision.DAY, ""),
        (Precision.MONTH, "Only the month is known."),
        (Precision.YEAR, "Only the year is known."),
    ],
)
def test_vague_day_says_so(precision, sentence):
    agreement = AgreementFactory(signed_on=date(2025, 1, 1), signed_precision=precision)

    [signed] = line_of(agreement).moments

    assert signed.exactness == sentence


def test_fewer_than_three_days_are_sentences(client):
    agreement = AgreementFactory(signed_on=date(2025, 6, 13))
    cite(agreement, "", date(2025, 7, 1))

    found = section(client, agreement)

    assert "<ol" not in found
    assert re.findall(r"<p>\s*(<time.*?\.)", found, re.S) == [
        '<time datetime="2025-06-13">13 June 2025</time>: Signed.',
        '<time datetime="2025-07-01">1 July 2025</time>: Heard of last.',
    ]


def test_three_days_are_a_line_on_which_plans_look_otherwise(client):
    agreement = AgreementFactory(signed_on=date(2025, 6, 13), ends_on=date(2030, 6, 12))
    cite(agreement, "", date(2025, 7, 1))

    found = section(client, agreement)

    assert re.findall(r'<li( class="is-ahead")?><time datetime="([^"]*)">', found) == [
        ("", "2025-06-13"),
        ("", "2025-07-01"),
        (' class="is-ahead"', "2030-06-12"),
    ]
    assert "A ring marks what was announced or agreed." in found


def test_agreement_tells_of_its_projects_and_of_what_is_linked_with_it(client):
    agreement = AgreementFactory(signed_on=date(2025, 6, 13))
    later = AgreementFactory(title="Second accord", signed_on=date(2026, 1, 5))
    LinkFactory(from_agreement=later, to_agreement=agreement, kind="renews")
    project = ProjectFactory(agreement=agreement, name="Workshop", started_on=date(2025, 9, 1))
    project.status = "operating"
    project.save()
    cite(project, "started_on", date(2025, 9, 2))
    cite(later, "signed_on", date(2026, 1, 6))

    found = section(client, agreement)

    rows = [words(f"<li{row}") for row in found.split("<li")[1:]]
    assert rows[0].startswith("13 June 2025 Signed")
    assert "Started: Workshop" in rows[1]
    assert "Second accord" in rows[2]
    assert found.count('class="siglum"') == 2
    assert set(re.findall('href="(#source-[A-Z])"', found)) == {"#source-A", "#source-B"}


def test_project_tells_when_its_agreement_was_signed_and_its_alliance_launched(client):
    agreement = AgreementFactory(title="Accord", signed_on=date(2025, 6, 13))
    alliance = AllianceFactory(name="Alliance", launched_on=date(2024, 9, 1))
    project = ProjectFactory(agreement=agreement, alliance=alliance, started_on=date(2026, 1, 1))
    cite(agreement, "signed_on", date(2025, 6, 14))

    rows = [words(f"<li{row}") for row in section(client, project).split("<li")[1:]]
    assert [row.partition(":")[0] for row in rows[:2]] == [
        "1 September 2024 Launched",
        "13 June 2025 Signed",
    ]
    assert [one for one in ("Alliance", "Accord") for row in rows[:2] if one in row] == [
        "Alliance",
        "Accord",
    ]
    assert rows[2].startswith("1 January 2026 To be started")


def test_alliance_tells_when_its_projects_started(client):
    alliance = AllianceFactory(launched_on=date(2024, 9, 1))
    ProjectFactory(agreement=None, alliance=alliance, name="Courses", started_on=date(2026, 1, 1))

    assert "To be started (<a" in section(client, alliance)


@pytest.mark.django_db(transaction=True)
def test_earlier_page_tells_what_was_known_then(client):
    agreement = AgreementFactory(signed_on=date(2024, 6, 13))
    cite(agreement, "", date(2024, 7, 1))
    Version.objects.marks().delete()
    Version.objects.update(at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    cite(agreement, "", date(2025, 7, 1))

    then, now = section(client, agreement, "?as_of=2025-03-02"), section(client, agreement)

    assert "1 July 2024" in then
    assert "1 July 2025" not in then
    assert "1 July 2025" in now
