"""One name has one key, in whatever script and spelling it is written; different ones have two."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.search import fold as fold_module
from agreements.search.fold import (
    fold,
    fold_address,
    fold_chunk,
    is_single,
    readings,
    spellings,
    word_spans,
)

ONE_NAME = {
    "compatibility forms": ["ZTE", "ＺＴＥ", "zte", "ⓏⓉⒺ"],
    "case": ["ТАШКЕНТ", "Ташкент", "ташкент"],
    "apostrophes": [
        "Oʻzbekiston",
        "O'zbekiston",
        "O‘zbekiston",
        "O’zbekiston",
        "O`zbekiston",
        "Oʼzbekiston",
        "Ўзбекистон",
        "O´zbekiston",
        "O῾zbekiston",
        "Oˋzbekiston",
        "Oꞌzbekiston",
        "O‵zbekiston",
        "O´zbekiston",
    ],
    "an apostrophe with a space of its own": ["yo´llari", "yoʻllari", "yoʼllari"],
    "a Cyrillic letter among Latin ones": ["BYD", "ВYD", "BУD"],
    "Cyrillic C": ["Chongqing", "Сhongqing", "ChОngqing"],
    "Cyrillic H": ["HUAWEI", "НUAWEI", "HUАWЕI", "Huаwei"],
    "a Latin letter among Cyrillic ones": ["Ташкент", "Tашкент", "ТAшкент", "Taшкeнт"],
    "Latin X in an Uzbek word": ["Хоразм", "Xоразм"],
    "Arabic vowel marks": ["جَامِعَة طَشْقَنْد", "جامعة طشقند", "جـامعة طشقند"],
    "Arabic hamza": ["أحمد", "احمد"],
    "Hebrew points": ["שָׁלוֹם", "שלום"],
    "marks within words": ["Xi’an", "Xi'an", "Xian", "XI’AN", "Xi\u00adan", "Xi\u200dan"],
    "digits": ["2025", "２０２５", "٢٠٢٥", "२०२५"],
    "traditional characters": ["重庆大学联盟", "重慶大學聯盟"],
    "diacritics": ["Setúbal", "Setubal", "SETÚBAL", "Setu\u0301bal"],
    "letters like accented ones": ["Łódź", "Lodz"],
    "yo": ["Королёв", "Королев"],
    "Uzbek in two scripts": ["Shayxontohur", "Шайхонтоҳур"],
    "Uzbek Gʻ": ["Fargʻona", "Фарғона", "Farghona"],
    "new Uzbek letters for Gʻ": ["Fargʻona", "Farğona", "Farǵona", "Farg\u0306ona"],
    "new Uzbek letters for Oʻ": [
        *("Oʻzbekiston", "Ozbekiston", "Õzbekiston", "Ŏzbekiston"),
        *("Ózbekiston", "Özbekiston", "Ōzbekiston", "O\u0303zbekiston"),
    ],
    "Uzbek Q": ["Qarshi", "Қарши", "Карши", "Karshi"],
    "Uzbek X": ["Xiva", "Хива", "Khiva"],
    "zh": ["Dzhizak", "Djizak", "Джизак"],
    "endings": ["Navoiy", "Navoi", "Навои", "Навоий", "Navoy"],
    "y and i": ["Kyrgyz", "Kirgiz", "Кыргыз", "Киргиз"],
    "tekhn": ["texnologiya", "технология", "tekhnologiya"],
    "ts before a vowel": ["tsentr", "centr", "центр"],
    "Kazakh": ["Қостанай", "Kostanay", "Костанай"],
    "German": ["Taschkent", "Tashkent", "Ташкент"],
    "doubles": ["Rossiya", "Rosiya", "Россия"],
    "ligatures": ["Straße", "STRASSE", "Strasse"],
    "twenty": ["XX", "xx", "ХХ"],
    "Korean composed": ["서울", unicodedata.normalize("NFD", "서울")],
}


@pytest.mark.parametrize("spellings", ONE_NAME.values(), ids=ONE_NAME.keys())
def test_spellings_of_one_name_have_one_key(spellings):
    assert {fold(text) for text in spellings} == {fold(spellings[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shanxi", "Shaanxi"),
        ("Hunan", "Henan"),
        ("Oman", "Romania"),
        ("11", "1"),
        ("ИИ", "И"),
        ("II", "III"),
        ("2024", "2025"),
        ("Yangzhou", "Changzhou"),
        ("Almaty", "Atyrau"),
        ("重庆", "庆重"),
        ("Osh", "Oss"),
        ("Niger", "Nigeria"),
    ],
)
def test_different_names_have_different_keys(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("重庆 Chongqing", "重 庆 chongking"),
        ("重庆IT学院", "重 庆 it 学 院"),
        ("AG-0001", "ag 0001"),
        ("  China — Uzbekistan  ", "china uzbekistan"),
        ("«Лесное хозяйство» № 7", "lesnoe hoziaistvo no 7"),
        ("서울대학교", "서 울 대 학 교"),
        ("กรุงเทพ", "กรุงเทพ"),
        ("ქართული", "ქართული"),
        ("agreement", "agreement"),
        ("", ""),
        ("🏫 %_* \0 \ud83c", ""),
    ],
)
def test_keys_are_what_is_documented(text, key):
    assert fold(text) == key


def test_beginning_of_a_word_stays_its_beginning():
    assert fold("agreements").startswith(fold("agreement"))
    assert fold("sports").startswith(fold("sport"))


def test_words_of_two_scripts_on_purpose_stay_as_they_are():
    assert fold("ITпарк") == fold("itпарк") == "itpark"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Сирдарё", ("sirdario",)),
        ("Ёшлар", ("ioshlar",)),
        ("Yoshlar", ("eshlar",)),
        ("Гумилёв", ("gumiliov",)),
        ("Gumilyov", ("gumilev",)),
        ("Çirçiq", ("chirchik",)),
        ("Aşgabat", ("ashgabat",)),
        ("Yoşlar", ("eslar", "ioshlar", "eshlar")),
        ("Urganç", ("urganch", "urganh")),
        ("tech", ("teh",)),
        ("Ташкент", ()),
        ("forest", ()),
        ("2025", ()),
        ("重庆", ()),
    ],
)
def test_letters_of_two_readings_give_a_word_other_keys(word, expected):
    assert readings(word) == expected


def test_other_reading_is_the_key_of_what_is_meant():
    assert fold("Sirdaryo") in readings("Сирдарё")
    assert fold("Yoshlar") in readings("Ёшлар")
    assert fold("Гумилев") in readings("Gumilyov")
    for form in ("Гумилев", "Гумилева", "Гумилёвым"):
        assert fold("Gumilyov") in readings(form)
    assert fold("Chirchiq") in readings("Çirçiq")
    assert fold("technology").startswith(readings("tech"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Çirçiq va Toşkent", ("Çirçiq va Toşkent", "chirchiq va Toshkent")),
        ("S\u0327ahrisabz", ("S\u0327ahrisabz", "shahrisabz")),
        ("Ș, Ş, ș, ş", ("Ș, Ş, ș, ş", "sh, sh, sh, sh")),
        ("A\u0327", ("A\u0327", "A\u0327")),
        ("Chirchiq", ("Chirchiq",)),
        ("Õrta Farğona", ("Õrta Farğona",)),
        ("重庆\0\ud83c", ("重庆\0\ud83c",)),
        ("", ("",)),
    ],
)
def test_text_with_letters_that_may_be_sh_or_ch_has_two_spellings(text, expected):
    assert spellings(text) == expected


@pytest.mark.parametrize(
    ("new", "old", "bare"),
    [
        ("Çirçiq", "Chirchiq", "Circiq"),
        ("ŞAHRISABZ", "Shahrisabz", "Sahrisabz"),
        ("Français", "Franchais", "Francais"),
        ("Ia\u0219i", "Iashi", "Iasi"),
        ("Garc\u0327on", "Garchon", "Garcon"),
    ],
)
def test_new_letters_are_read_as_two_and_as_accents(new, old, bare):
    assert tuple(map(fold, spellings(new))) == (fold(bare), fold(old))


@settings(max_examples=500)
@given(text=st.text())
def test_any_text_folds_and_its_key_folds_to_itself(text):
    key = fold(text)

    assert fold(key) == key
    assert key == " ".join(key.split())
    assert not set(key) & set('|"%_*\\\0')


@settings(max_examples=500)
@given(text=st.text(alphabet="abcdeghijkqstuxyzABCXÇşё'´-йцщжхкўқВСН", max_size=12))
def test_letters_of_the_rules_fold_to_a_fixed_key(text):
    assert fold(fold(text)) == fold(text)


def test_every_character_folds_to_a_fixed_key():
    changing = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if fold_chunk(chr(code)) and fold(fold(chr(code))) != fold(chr(code))
    ]

    assert changing == []


@given(text=st.text(alphabet="aб重庆 -'’1🏫\u0301", max_size=20))
def test_pieces_of_a_text_fold_to_its_key(text):
    found = word_spans(text)

    tokens = [token for start, end in found for token in fold_chunk(text[start:end])]
    assert " ".join(tokens) == fold(text)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))


def test_single_characters_are_those_of_scripts_without_spaces():
    assert [char for char in "重あカ서aбก1" if is_single(char)] == ["重", "あ", "カ", "서"]


SOURCE = "@imsilkroad @com @news @p @538463 @html"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.imsilkroad.com/news/p/538463.html", SOURCE),
        ("http://imsilkroad.com/news/p/538463.html", SOURCE),
        ("HTTPS://WWW.Imsilkroad.com:443/news/p/538463.html/", SOURCE),
        ("https://imsilkroad.com/news/p/538463.html?utm_source=x&utm_medium=y#top", SOURCE),
        ("https://imsilkroad.com/news/p/538463.html?ysclid=m3abc&fbclid=1", SOURCE),
        ("https://imsilkroad.com/", "@imsilkroad @com"),
        ("https://example.org/a?id=5&utm_campaign=z", "@example @org @a @id @5"),
        ("https://example.org:8080/a", "@example @org @8080 @a"),
        ("https://example.org/%D1%82%D0%B0", "@example @org @та"),
        ("https://xn--e1afmkfd.xn--p1ai/", "@пример @рф"),
        ("https://пример.рф/", "@пример @рф"),
        ("imsilkroad.com", ""),
        ("mailto:a@example.org", ""),
        ("https://", ""),
        ("https://[::1", ""),
        ("https://example.org:port/", ""),
        ("", ""),
    ],
)
def test_page_elsewhere_has_one_key(address, key):
    assert fold_address(address) == key


@given(text=st.text(max_size=80))
def test_any_text_may_be_taken_for_an_address(text):
    key = fold_address(f"https://{text}")

    assert all(word.startswith("@") for word in key.split())


def test_nonsense_is_not_kept_in_memory():
    before = fold_module._fold_word.cache_info().currsize

    for number in range(50):
        fold(f"{'ﷺ' * 50}{number}")

    assert fold_module._fold_word.cache_info().currsize == before
