"""A day in a form: one box, kept and shown as exactly as it was written."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from agreements.models import Agreement, Event, Figure, Source
from tests.admin.forms import change, filled_in, problems
from tests.factories import AllianceFactory, EventFactory, FigureFactory, SourceFactory

pytestmark = pytest.mark.django_db


def save(admin_client, record, **values):
    """Send a record's form with other values."""
    data = filled_in(admin_client.get(change(record))) | values
    return admin_client.post(change(record), data)


@pytest.mark.parametrize(
    ("text", "expected", "shown"),
    [
        ("2022", (date(2022, 1, 1), "year"), "2022"),
        ("July 2022", (date(2022, 7, 1), "month"), "2022-07"),
        ("29.07.2022", (date(2022, 7, 29), "day"), "2022-07-29"),
        ("", (None, "day"), None),
    ],
)
def test_day_is_kept_and_shown_as_exactly_as_it_is_written(
    admin_client, agreement, text, expected, shown
):
    Agreement.objects.update(signed_on=date(2021, 3, 1), signed_precision="month")

    response = save(admin_client, agreement, signed_on=text)

    agreement.refresh_from_db()
    assert response.status_code == 302
    assert (agreement.signed_on, agreement.signed_precision) == expected
    form = admin_client.get(change(agreement)).context["adminform"].form
    assert form["signed_on"].value() == shown
    assert "signed_precision" not in form.fields


def test_form_that_is_saved_untouched_keeps_each_day(admin_client, register):
    def days():
        fields = [name for pair in Agreement.DAYS.items() for name in pair]
        return list(Agreement.objects.order_by("pk").values_list(*fields))

    before = days()
    statuses = {save(admin_client, agreement).status_code for agreement in Agreement.objects.all()}

    assert (statuses, days()) == ({302}, before)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("06/07/2025", "With strokes, 06/07/2025 is 6 July or 7 June"),
        ("someday", "This is no day: write 2022"),
        ("2" * 400, "This is no day: write 2022"),
    ],
)
def test_what_is_no_day_comes_back_as_it_was_typed(admin_client, agreement, text, sentence):
    response = save(admin_client, agreement, signed_on=text)

    form = response.context["adminform"].form
    assert (response.status_code, sentence in problems(response)) == (200, True)
    assert form["signed_on"].value() == text


def test_signed_agreement_has_no_day_in_the_future(admin_client, agreement):
    text = (timezone.localdate() + timedelta(days=90)).isoformat()

    refused = save(admin_client, agreement, signed_on=text, status="signed")
    planned = save(admin_client, agreement, signed_on=text, status="planned")

    assert "This day is in the future: only what is planned" in problems(refused)
    assert planned.status_code == 302


def test_days_of_an_event_are_known_equally_exactly(admin_client):
    event = EventFactory()

    refused = save(admin_client, event, first_on="2025-06-13", last_on="2025-06")
    months = save(admin_client, event, first_on="2025-05", last_on="2025-06")

    assert "Give both days equally exactly." in problems(refused)
    assert months.status_code == 302
    assert Event.objects.values_list("first_on", "last_on", "precision").get() == (
        date(2025, 5, 1),
        date(2025, 6, 1),
        "month",
    )


def test_term_is_looked_at_as_exactly_as_it_is_known(admin_client, agreement):
    refused = save(admin_client, agreement, starts_on="2024-05-17", ends_on="2024-04")
    saved = save(admin_client, agreement, starts_on="2024-05-17", ends_on="2024")

    assert "A term cannot end before it begins." in problems(refused)
    assert saved.status_code == 302


def test_day_of_reading_is_a_whole_day(admin_client):
    source = SourceFactory()

    refused = save(admin_client, source, read_on="2025")
    saved = save(admin_client, source, read_on="13 June 2025")

    assert "Give the whole day." in problems(refused)
    assert (saved.status_code, Source.objects.get().read_on) == (302, date(2025, 6, 13))


def test_day_of_a_figure_is_written_in_one_box(admin_client):
    figure = FigureFactory(alliance=AllianceFactory())

    response = save(admin_client, figure.alliance, **{"figures-0-as_of": "2024-09"})

    assert response.status_code == 302
    assert Figure.objects.values_list("as_of", "as_of_precision").get() == (
        date(2024, 9, 1),
        "month",
    )


def test_who_only_reads_sees_how_exactly_a_day_is_known(client, agreement):
    Agreement.objects.update(signed_on=date(2022, 1, 1), signed_precision="year")
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_agreement"))
    client.force_login(reader)

    page = problems(client.get(change(agreement)))

    assert "the year only" in page
