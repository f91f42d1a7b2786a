"""What the register itself put into the language of a page is shown there, and marked so."""

import pytest
from django.utils import timezone
from django.utils.html import escape

from agreements.models import Translation, Version
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    NameFactory,
    TranslationFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "Переведено с английского самим реестром."
KIND = "Переведено реестром"
SUMMARY = "A college is to be built."


@pytest.fixture
def agreement():
    """An agreement with a title of the register's own in Russian, and so its summary."""
    agreement = AgreementFactory(title="Joint college", summary=SUMMARY)
    about = {"institution": None, "agreement": agreement}
    NameFactory(**about, language="ru", text="Совместный колледж", kind="translated")
    TranslationFactory(**about, text="Будет построен колледж.")
    return agreement


def page(client, record, language="ru", query=""):
    prefix = f"/{language}" if language else ""
    return client.get(f"{prefix}{record.get_absolute_url()}{query}").content.decode()


def test_record_is_told_in_the_language_of_the_page(client, agreement):
    html = page(client, agreement)

    assert "<h1><bdi>Совместный колледж</bdi></h1>" in html
    assert '<p class="record-summary"><bdi>Будет построен колледж.</bdi></p>' in html
    assert '<meta name="description" content="Будет построен колледж.">' in html
    assert html.count(NOTE) == 1
    assert SUMMARY not in html.split("</head>")[1]


@pytest.mark.parametrize("language", ["", "uz", "zh-hans"])
def test_where_nothing_is_translated_the_own_words_say_their_language(client, agreement, language):
    html = page(client, agreement, language)

    lang = ' lang="en"' if language else ""
    assert f'<p class="record-summary"><bdi{lang}>{SUMMARY}</bdi></p>' in html
    assert NOTE not in html


@pytest.mark.parametrize("left", ["title", "summary"])
def test_either_of_both_is_marked(client, agreement, left):
    (agreement.translations if left == "title" else agreement.names).all().delete()

    assert page(client, agreement).count(NOTE) == 1


def test_name_of_a_source_bears_no_such_mark(client, agreement):
    agreement.names.update(kind="official")
    agreement.translations.all().delete()

    html = page(client, agreement)

    assert (NOTE in html, KIND in html) == (False, False)


def test_name_that_needs_no_source_has_no_mark_and_is_not_counted(client, agreement):
    before = page(client, agreement)
    agreement.names.all().delete()

    after = page(client, agreement)

    assert (KIND in before, KIND in after) == (True, False)
    assert before.count('class="mark') == after.count('class="mark')


def test_source_that_uses_the_same_name_is_told_of_all_the_same(client, agreement):
    [name] = agreement.names.all()
    CitationFactory(agreement=agreement, field="names", name=name, claim="Calls it so.")

    html = page(client, agreement)

    assert "Calls it so." in html


def test_translation_that_is_written_is_on_the_next_page(client, agreement):
    page(client, agreement)
    Translation.objects.update(text="Колледж построят.")

    assert "<bdi>Колледж построят.</bdi>" in page(client, agreement)


def test_summary_of_an_earlier_day_is_told_as_it_was_translated_then(client, agreement):
    Version.objects.marks().delete()
    Version.objects.update(at=timezone.now() - timezone.timedelta(days=3))
    Translation.objects.update(text="Колледж построят.")
    yesterday = timezone.localdate() - timezone.timedelta(days=1)

    html = page(client, agreement, query=f"?as_of={yesterday}")

    assert '<p class="record-summary"><bdi>Будет построен колледж.</bdi></p>' in html


def test_data_has_the_summary_in_all_languages(client, agreement):
    TranslationFactory(
        institution=None, agreement=agreement, language="uz-Latn", text="Kollej quriladi."
    )

    [found] = client.get("/agreements.json").json()["items"]
    sheet = b"".join(client.get("/agreements.csv?columns=id,other_summaries")).decode("utf-8-sig")

    both = ["ru: Будет построен колледж.", "uz-Latn: Kollej quriladi."]
    assert (found["summary"], found["other_summaries"]) == (SUMMARY, both)
    assert sheet.splitlines()[1] == f"{agreement.ref},{';'.join(both)}"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ru", "Будет построен колледж."), ("uz", SUMMARY), ("en", SUMMARY)],
)
def test_feed_tells_the_summary_in_its_language(client, agreement, language, expected):
    feed = b"".join(client.get(f"/agreements.atom?lang={language}")).decode()

    lang = ' xml:lang="en"' if language == "uz" else ""
    assert f"<summary{lang}>{escape(expected)}</summary>" in feed
