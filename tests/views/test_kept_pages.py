"""Pages that are kept while nothing changes."""

import gzip
from contextlib import suppress
from random import Random
from threading import Thread

import brotli
import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import IntegrityError, transaction

from agreements.models import Agreement, Institution, Sector
from agreements.views import kept_pages
from agreements.views.kept_pages import KeptPage, KeptPages
from tests.factories import AgreementFactory, CitationFactory, PartyFactory, SectorFactory

pytestmark = pytest.mark.django_db

ROOM = 2**20


@pytest.fixture(autouse=True)
def own(monkeypatch):
    """Have the worker keep pages, of which it has none yet."""
    pages = KeptPages(ROOM)
    monkeypatch.setattr(kept_pages, "own", pages)
    return pages


@pytest.fixture
def agreement():
    return AgreementFactory(title="Workshop of Luban")


def page_of(size):
    return KeptPage({}, {"br": b"b" * size})


@pytest.mark.parametrize("address", ["/", "/agreements/", "/agreements/AG-0001/", "/coverage/"])
def test_page_is_the_same_the_second_time(client, agreement, address):
    first = client.get(address)
    second = client.get(address)

    assert first.context is not None
    assert second.context is None
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)


@pytest.mark.parametrize(
    ("accepted", "read"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_page_leaves_compressed_when_made_and_when_kept(client, agreement, accepted, read):
    plain = client.get("/agreements/").content
    kept_pages.own.clear()
    answers = [client.get("/agreements/", headers={"Accept-Encoding": accepted}) for _ in range(2)]

    for answer in answers:
        assert answer.headers["Content-Encoding"] == accepted
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert read(answer.content) == plain
        assert int(answer.headers["Content-Length"]) == len(answer.content)


def test_page_after_an_edit_is_made_anew(client, agreement):
    client.get("/agreements/")
    Agreement.objects.update(title="Renamed")

    assert "Renamed" in client.get("/agreements/").content.decode()


@pytest.mark.parametrize("other", ["/agreements/?sort=title", "/agreements/?utm_source=x"])
def test_page_is_kept_by_its_whole_address(client, agreement, own, other):
    client.get("/agreements/")
    client.get(other)

    assert len(own) == 2


def test_page_is_kept_by_its_host(client, agreement):
    client.get("/agreements/AG-0001/")
    elsewhere = client.get("/agreements/AG-0001/", headers={"Host": "localhost"})

    assert "http://localhost/" in elsewhere.content.decode()


def test_editor_gets_no_kept_page_and_leaves_none(client, agreement, own):
    client.force_login(User.objects.create_superuser("editor"))
    editors = client.get("/agreements/AG-0001/").content.decode()
    assert len(own) == 0
    client.logout()
    readers = client.get("/agreements/AG-0001/").content.decode()
    client.force_login(User.objects.get())

    assert "/admin/" in editors
    assert "/admin/" not in readers
    assert "/admin/" in client.get("/agreements/AG-0001/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        *("/agreements/AG-0999/", "/agreements/?page=9", "/agreements/AG-0001/correct/"),
        *("/agreements.csv", "/agreements.json", "/sitemap.xml"),
    ],
)
def test_what_is_no_whole_page_is_not_kept(client, agreement, own, address):
    client.get(address)

    assert len(own) == 0


def test_head_is_answered_from_what_is_kept(client, agreement):
    client.get("/agreements/")
    answer = client.head("/agreements/")

    assert answer.status_code == 200
    assert answer.context is None


def test_pages_asked_for_last_stay_within_the_bytes():
    pages = KeptPages(room=10)
    pages.put("first", page_of(4))
    pages.put("second", page_of(4))
    pages.get("first")
    pages.put("third", page_of(4))
    pages.put("too large", page_of(11))

    assert [key for key in ("first", "second", "third", "too large") if pages.get(key)] == [
        "first",
        "third",
    ]


def test_page_that_is_put_again_counts_once():
    pages = KeptPages(room=10)
    for _ in range(5):
        pages.put("same", page_of(4))
    pages.put("other", page_of(6))

    assert len(pages) == 2


def test_many_threads_keep_within_the_bytes():
    pages = KeptPages(room=50)

    def work(name):
        for number in range(200):
            pages.put(f"{name}-{number}", page_of(number % 9))
            pages.get(f"{name}-{number - 1}")

    threads = [Thread(target=work, args=[name]) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(page.size for page in pages._pages.values()) == pages._size <= 50


@pytest.fixture
def shared(settings):
    """Have workers share what they keep."""
    settings.CACHES = {
        "default": settings.CACHES["default"],
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
    }
    yield caches["pages"]
    caches["pages"].clear()


def test_worker_takes_what_another_one_made(client, agreement, shared, monkeypatch):
    first = client.get("/agreements/")
    monkeypatch.setattr(kept_pages, "own", KeptPages(ROOM))
    second = client.get("/agreements/")

    assert second.context is None
    assert second.content == first.content
    assert len(kept_pages.own) == 1


def test_page_is_made_where_the_shared_cache_does_not_answer(
    client, agreement, shared, monkeypatch, caplog
):
    def broken(*_arguments):
        raise ConnectionError

    monkeypatch.setattr(type(shared), "get", broken)
    monkeypatch.setattr(type(shared), "set", broken)

    assert client.get("/agreements/").status_code == 200
    assert "does not answer" in caplog.text


WALK = (
    *("/", "/agreements/", "/agreements/?sector=forestry", "/agreements/AG-0001/", "/coverage/"),
    *("/institutions/", "/search/?q=college", "/countries/UZ/", "/sectors/"),
)


def edit(dice):
    """Write something, in one of the ways in which a register is written."""
    agreement = dice.choice(list(Agreement.objects.all()))
    institution = dice.choice(list(Institution.objects.all()))
    acts = [
        lambda: AgreementFactory(title=f"College {dice.random()}"),
        lambda: Agreement.objects.filter(pk=agreement.pk).update(title=f"New {dice.random()}"),
        lambda: Institution.objects.filter(pk=institution.pk).update(name=f"New {dice.random()}"),
        lambda: Sector.objects.update(name=f"Sector {dice.random()}"),
        lambda: agreement.sectors.set(Sector.objects.all()[: dice.randrange(3)]),
        lambda: PartyFactory(agreement=agreement, institution=institution),
        lambda: CitationFactory(agreement=agreement, field="title"),
    ]
    # What is true of a pair already is refused, and changes nothing.
    with suppress(IntegrityError), transaction.atomic():
        dice.choice(acts)()


@pytest.mark.parametrize("seed", range(6))
def test_page_of_any_worker_is_as_if_made_just_now(client, shared, monkeypatch, seed):
    dice = Random(seed)
    SectorFactory(slug="forestry")
    agreement = AgreementFactory()
    PartyFactory(agreement=agreement)
    workers, none = [KeptPages(ROOM), KeptPages(20_000)], KeptPages(0)
    kept = 0
    for _ in range(40):
        if dice.random() < 0.25:
            edit(dice)
        address = dice.choice(WALK)
        monkeypatch.setattr(kept_pages, "own", dice.choice(workers))
        answer = client.get(address)
        kept += answer.context is None
        monkeypatch.setattr(kept_pages, "own", none)
        assert answer.content == client.get(address).content, address
    assert kept
