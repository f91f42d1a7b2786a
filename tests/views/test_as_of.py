"""A record as it was on an earlier day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement, Party, Version
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    SectorFactory,
)
from tests.views.wording import text

pytestmark = pytest.mark.django_db(transaction=True)

LAST_YEAR = datetime(2025, 3, 1, 12, tzinfo=UTC)


def backdate(moment):
    """Have all versions that there are be of an earlier moment, and nothing be unknown before."""
    Version.objects.marks().delete()
    Version.objects.update(at=moment)


@pytest.fixture
def agreement():
    """An agreement as it was in March 2025, before all of it was changed."""
    party = PartyFactory(
        agreement=AgreementFactory(title="A collage"),
        institution=InstitutionFactory(name="College"),
    )
    agreement = party.agreement
    agreement.sectors.add(SectorFactory(name="Forestry"))
    NameFactory(institution=None, agreement=agreement, text="学院")
    CitationFactory(agreement=agreement, field="parties", party=party, claim="Names the college.")
    backdate(LAST_YEAR)
    Agreement.objects.filter(pk=agreement.pk).update(title="A college")
    party.delete()
    agreement.sectors.set([SectorFactory(name="Energy")])
    agreement.names.all().delete()
    agreement.citations.all().delete()
    return agreement


def test_record_is_shown_as_it_was_with_all_that_hung_on_it(client, agreement):
    response = client.get(f"{agreement.get_absolute_url()}?as_of=2025-03-02")

    page = text(response)
    assert "This is the record as it was at the end of 2 March 2025" in page
    assert all(words in page for words in ("A collage", "College", "Forestry", "学院"))
    assert "¶" in page
    assert "Names the college." in page
    assert "Energy" not in page
    assert response["Memento-Datetime"] == "Sun, 02 Mar 2025 23:59:59 GMT"
    assert response["Link"] == (
        f'<http://testserver{agreement.get_absolute_url()}>; rel="original"'
    )


def test_page_of_today_is_what_it_is(client, agreement):
    page = text(client.get(f"{agreement.get_absolute_url()}?as_of={timezone.localdate()}"))

    assert "A college" in page
    assert "Energy" in page
    assert "Forestry" not in page


def test_body_that_is_gone_is_named_as_it_was(client, agreement):
    InstitutionFactory._meta.model.objects.filter(name="College").delete()

    page = text(client.get(f"{agreement.get_absolute_url()}?as_of=2025-03-02"))

    assert "College" in page
    assert Party.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2025-02-30", "A day is written as in 2026-10-01, and lies between 1900 and 2199."),
        ("yesterday", "A day is written as in 2026-10-01, and lies between 1900 and 2199."),
        ("", "A day is written as in 2026-10-01, and lies between 1900 and 2199."),
        ("2199-01-01", "That day has not come yet."),
        ("2025-02-28", "The register did not have this record on that day."),
    ],
)
def test_day_of_which_nothing_can_be_shown_is_refused(client, agreement, day, sentence):
    response = client.get(agreement.get_absolute_url(), {"as_of": day})

    assert response.status_code == 404
    assert sentence in text(response)


def test_day_before_a_load_without_versions_is_refused(client, agreement):
    Version.objects.create(table="", key="", op="?", at=timezone.now() - timedelta(days=1))

    response = client.get(agreement.get_absolute_url(), {"as_of": "2025-03-02"})

    assert response.status_code == 404
    assert "is not known." in text(response)


def test_every_noun_has_its_past(client, register):
    from agreements.nouns import LISTED  # noqa: PLC0415

    today = timezone.localdate()
    answers = {
        noun.name: client.get(
            f"{noun.model.objects.first().get_absolute_url()}?as_of={today}"
        ).status_code
        for noun in LISTED
    }

    assert set(answers.values()) == {200}
