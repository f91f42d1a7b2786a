"""How records and lists are cited: the same on a page and in each format."""

from hashlib import sha256

import pytest
from django.utils import formats, timezone

from agreements.formats import citing
from agreements.models import Change
from agreements.views import downloads
from tests.factories import AgreementFactory, CountryFactory, PartyFactory, SectorFactory

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
REGISTER = "Coop: a register of cooperation agreements"
SECTORS = ("forestry", "energy")


def state():
    """Return the number of the register's revision, and its day in words."""
    revision = Change.objects.revision()
    return revision.number, formats.date_format(timezone.localdate(revision.noted_at))


def cited(client, address):
    """Return the Citing that a page shows."""
    return client.get(address).context["citing"]


def test_record_is_cited_with_its_number_and_the_state_that_it_is_of(client):
    AgreementFactory(title="A college")

    found = cited(client, "/agreements/AG-0001/")

    number, day = state()
    assert found.text == (
        f"“A college”. {REGISTER}; record AG-0001; revision {number} of {day}; "
        f"licence: CC BY 4.0. {SITE}/agreements/AG-0001/"
    )
    assert found.key == f"coop-AG-0001-r{number}"


def test_keeper_who_is_named_is_cited_first(client, settings):
    settings.KEEPER = "A  ministry"
    CountryFactory(code="UZ", name="Uzbekistan")

    found = cited(client, "/countries/UZ/")

    number, day = state()
    assert found.text == (
        f"A ministry: “Uzbekistan”. {REGISTER}; revision {number} of {day}; "
        f"licence: CC BY 4.0. {SITE}/countries/UZ/"
    )


@pytest.mark.parametrize(
    ("query", "title", "order", "address"),
    [
        ("", "Agreements", "Newest first", ""),
        ("?page_size=50&page=1&utm_source=x", "Agreements", "Newest first", ""),
        (
            "?sector=forestry&sector=energy&country=UZ&sort=title",
            "Agreements (Sector: Forestry, Energy; Country: Uzbekistan)",
            "Title, A to Z",
            "?sector=forestry&sector=energy&country=UZ&sort=title",
        ),
        ("?q= school", "Agreements (Search: school)", "Best matches first", "?q=school"),
        (
            "?in_force=not-known&on=2024-05-01",
            "Agreements (In force on 1 May 2024: Not known)",
            "Newest first",
            "?in_force=not-known&on=2024-05-01",
        ),
        ("?on=2024-05-01", "Agreements", "Newest first", ""),
    ],
    ids=["all", "a page of all", "values", "words", "a day", "a day that does not matter"],
)
def test_list_is_cited_by_its_choice_in_words(client, query, title, order, address):
    agreement = AgreementFactory(title="A school")
    agreement.sectors.set([SectorFactory(slug=slug, name=slug.title()) for slug in SECTORS])
    PartyFactory(agreement=agreement, institution__country=CountryFactory())

    found = cited(client, f"/agreements/{query}")

    number, day = state()
    assert found.text == (
        f"“{title}”. {REGISTER}; 1 agreement; order: {order}; revision {number} of {day}; "
        f"licence: CC BY 4.0. {SITE}/agreements/{address}"
    )


def test_list_of_what_is_in_force_today_is_cited_with_the_day(client):
    AgreementFactory()

    found = cited(client, "/agreements/?in_force=not-known")

    today = timezone.localdate()
    assert found.address == f"{SITE}/agreements/?in_force=not-known&on={today.isoformat()}"
    assert found.title == f"Agreements (In force on {formats.date_format(today)}: Not known)"


def test_page_shows_the_citation_and_leads_to_it_in_each_format(client):
    AgreementFactory(title="<b>A college")

    page = client.get("/agreements/?q=college&page_size=50")
    fold = page.content.decode().partition('id="cite"')[2].partition("</details>")[0]

    assert [part.partition('"')[0] for part in fold.split('href="')[1:]] == [
        "/agreements.bib?q=college",
        "/agreements.ris?q=college",
        "/agreements.csl.json?q=college",
    ]
    assert page.context["citing"].text in fold
    record = client.get("/agreements/AG-0001/").content.decode()
    assert "“&lt;b&gt;A college”" in record.partition('id="cite"')[2]


def test_list_that_cannot_be_read_is_not_cited(client):
    page = client.get("/agreements/?sector=astrology").content.decode()

    assert 'id="cite"' not in page


def test_data_of_a_list_is_cited_with_the_checksum_of_its_file(client):
    for title in "ab":
        AgreementFactory(title=title)

    [item] = client.get("/agreements.csl.json?sort=title").json()

    file = client.get("/agreements.csv?sort=title&bom=0").content
    assert item["note"].rpartition(": ")[2] == sha256(file).hexdigest()


def test_long_list_is_cited_at_once_without_a_checksum(client, monkeypatch):
    monkeypatch.setattr(citing, "MAX_HASHED", 1)
    monkeypatch.setattr(downloads, "MAX_WHOLE", 1)
    for title in "ab":
        AgreementFactory(title=title)

    response = client.get("/agreements.csl.json")

    [item] = response.json()
    assert response.streaming is False
    assert item["note"].rpartition("; ")[2] == "licence: CC BY 4.0"


@pytest.mark.parametrize("extension", ["bib", "ris", "csl.json"])
@pytest.mark.parametrize("address", ["/agreements/AG-0001", "/agreements", "/countries/UZ"])
def test_same_revision_is_cited_by_the_same_bytes(client, address, extension):
    PartyFactory(agreement=AgreementFactory(), institution__country=CountryFactory(code="UZ"))

    first, second = (client.get(f"{address}.{extension}") for _time in range(2))

    assert (first.status_code, first.content) == (200, second.content)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/agreements.bib?page=2", 400),
        ("/agreements.csl.json?colour=red", 400),
        ("/agreements.ris?q=%00", 400),
        ("/agreements.ris?q=" + "9" * 1001, 400),
        ("/agreements/AG-0009.csl.json", 404),
        ("/agreements/AG-0001.csl.bib", 404),
        ("/agreements/%00.bib", 404),
        ("/agreements/AG-٠٠٠١.bib", 404),
        ("/agreements/AG-0002.csl.json", 410),
    ],
)
def test_citation_of_what_is_not_there_is_refused(client, address, status):
    AgreementFactory()
    AgreementFactory().delete()

    assert client.get(address).status_code == status


def test_other_spelling_of_a_number_leads_to_the_true_address_of_its_citation(client):
    AgreementFactory()

    response = client.get("/agreements/ag-00001.csl.json")

    assert (response.status_code, response["Location"]) == (301, "/agreements/AG-0001.csl.json")
