"""Words in other letters than the page's say in which language they are read aloud."""

import os
import re
from html.parser import HTMLParser

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import override

from agreements.nouns import NOUNS
from agreements.spoken import CYRILLIC, HAN, spoken
from tests.loading import load
from tests.sweeps import SWEEP

# Their languages begin so, whatever the script after it.
READ_AS = {HAN: ("zh",), CYRILLIC: ("ru", "uz-Cyrl", "kk", "ky", "tg")}
VOID = {"meta", "link", "input", "br", "wbr", "rect", "path", "circle", "line"}
# What no reader hears as a part of the page.
UNHEARD = ("title", "desc", "script")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Chongqing", "Chongqing"),
        ("Calls it ALT大学.", 'Calls it ALT<span lang="zh">大学</span>.'),
        ("中国-乌兹别克斯坦", '<span lang="zh">中国-乌兹别克斯坦</span>'),
        ("А. Мусаев, 2025", '<span lang="ru">А. Мусаев</span>, 2025'),
        ("Шайхонтоҳур", '<span lang="uz-Cyrl">Шайхонтоҳур</span>'),
        ("<b>重</b>", '&lt;b&gt;<span lang="zh">重</span>&lt;/b&gt;'),
        (
            mark_safe("<mark>重</mark>庆"),
            '<mark><span lang="zh">重</span></mark><span lang="zh">庆</span>',
        ),
        ("重庆 Чунцин", '<span lang="zh">重庆</span> <span lang="ru">Чунцин</span>'),
    ],
)
def test_words_in_other_letters_are_marked(text, html):
    assert spoken(text) == html


def test_words_in_the_letters_of_the_page_are_not_marked():
    with override("ru"):
        assert spoken("Чунцин 重庆") == 'Чунцин <span lang="zh">重庆</span>'
    with override("zh-hans"):
        assert spoken("Чунцин 重庆") == '<span lang="ru">Чунцин</span> 重庆'


def test_words_are_read_in_the_language_around_them_where_it_has_their_letters():
    assert spoken("Қазақстан", "kk") == "Қазақстан"
    assert spoken("Астана 重庆", "kk") == 'Астана <span lang="zh">重庆</span>'
    assert spoken("重庆", "zh-Hans") == "重庆"


class Heard(HTMLParser):
    """Notes the words of a page that stand in a language which has other letters."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.misread = []

    def handle_starttag(self, tag, attributes):
        language = dict(attributes).get("lang") or (self.open[-1][1] if self.open else "")
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag):
        while tag not in VOID and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, words):
        if not self.open or self.open[-1][0] in UNHEARD:
            return
        for letters, languages in READ_AS.items():
            if re.search(letters, words) and not self.open[-1][1].startswith(languages):
                self.misread.append(words.strip())


# So many records of each noun are heard, but in a sweep.
FEW = 10


@pytest.mark.django_db
def test_all_words_of_the_wider_register_are_in_a_language_of_their_letters(client):
    load("countries", "article", "corroboration", "wider")
    listed = [noun for noun in NOUNS.values() if noun.list_address]
    addresses = [f"{noun.list_address}?page_size=100" for noun in listed]
    addresses += [record.get_absolute_url() for noun in listed for record in _records(noun)]
    addresses += [f"/search/?q={words}" for words in ("重庆", "Чунцин", "市教委", "colege")]

    misread = {address: heard(client, address) for address in addresses}

    assert len(addresses) > 60
    assert {address: words for address, words in misread.items() if words} == {}


def _records(noun):
    """Return a few records of a noun, in a sweep all but the countries that have no institution."""
    records = noun.model.objects.order_by("pk")
    if noun.name == "country":
        records = records.exclude(institutions=None)
    return records if SWEEP in os.environ else records[:FEW]


def heard(client, address):
    """Return the words of a page that are in a language of other letters."""
    page = Heard()
    page.feed(client.get(address).content.decode())
    return page.misread
