"""An address that came into the database past the forms is printed as text, never as a link."""

import json
import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection

from agreements.models import Agreement, Citation, Institution, Source
from tests.factories import CitationFactory

pytestmark = pytest.mark.django_db

LINK = re.compile(r"""\b(?:href|src|cite|action|content)=["']([^"']*)""")
SCRIPT = "javascript:alert(document.cookie)//https://news.example/"
ADDRESSES = [SCRIPT, f" {SCRIPT}", "JavaScript&colon;alert(1)", "data:text/html,x", "vbscript:x"]
COLUMNS = [(Source, "url"), (Source, "archived_url"), (Institution, "website")]


@pytest.fixture
def pages(agreement):
    """Addresses of all pages and data that tell of one source and one institution."""
    citation = Citation.objects.get()
    institution = agreement.parties.first().institution
    CitationFactory(institution=institution, source=citation.source, agreement=None)
    told = [agreement, institution, citation.source]
    histories = [f"{record.get_absolute_url()}history/" for record in told]
    data = [f"{record.get_absolute_url().rstrip('/')}.jsonld" for record in told]
    lists = [
        f"/{plural}{end}"
        for plural in ("agreements", "institutions", "sources")
        for end in ("/", ".jsonld")
    ]
    screens = [
        f"/admin/agreements/{record._meta.model_name}/{record.pk}/change/" for record in told
    ]
    return [*(record.get_absolute_url() for record in told), *histories, *data, *lists, *screens]


def store(address):
    """Put an address into every column for one, past all rules."""
    with connection.cursor() as cursor:
        for model, column in COLUMNS:
            name = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"UPDATE {name} SET {column} = %s", [address])  # noqa: S608
    Agreement.objects.get().save()


def links(answer):
    """Return where a page or a file of data leads."""
    text = answer.content.decode()
    if answer["Content-Type"].startswith("text/html"):
        return [unescape(link).strip() for link in LINK.findall(text)]
    return re.findall(r'"url": ?("(?:[^"\\]|\\.)*")', json.dumps(json.loads(text)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_that_is_none_is_text(admin_client, pages, address):
    store(address)

    answers = [admin_client.get(page) for page in pages]

    assert [answer.status_code for answer in answers] == [200] * len(pages)
    told = [link for answer in answers for link in links(answer)]
    assert len(told) > 100
    assert [link for link in told if address.strip()[:10].lower() in link.lower()] == []


def test_address_is_still_told(client, pages):
    store(SCRIPT)

    shown = [SCRIPT in unescape(client.get(page).content.decode()) for page in pages[:3]]

    assert shown == [True, True, True]


def test_web_address_is_a_link(client, pages):
    store("https://news.example/1?a=b&c")

    told = [links(client.get(page)) for page in [*pages[:3], *pages[7:9]]]

    assert all(any("https://news.example/1?a=b&c" in link for link in page) for page in told)


def test_who_only_reads_gets_no_link_either(client, pages):
    reader = User.objects.create_user("reader", is_staff=True)
    codes = ["view_source", "view_institution", "view_agreement"]
    reader.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(reader)
    store(SCRIPT)

    answers = [client.get(page) for page in pages if page.startswith("/admin/")]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert [link for answer in answers for link in links(answer) if "javascript:" in link] == []
