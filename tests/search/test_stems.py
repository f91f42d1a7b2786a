"""Forms of one word have a stem in common; different words have none, however alike they look."""

import json
from itertools import combinations
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.search.fold import fold
from agreements.search.stems import stems_of

FORMS = {
    "English plural": ["college", "colleges"],
    "English y": ["industry", "industries"],
    "English verb": ["training", "trained", "train", "trains"],
    "English possessive": ["Uzbekistan", "Uzbekistan's", "Uzbekistan’s"],
    "Russian masculine": ["колледж", "колледжа", "колледжу", "колледжем", "колледже", "колледжи"],
    "Russian country": ["Узбекистан", "Узбекистана", "Узбекистаном"],
    "Russian -ай": ["Китай", "Китаю", "Китаем", "Китае", "китайский", "китайского"],
    "Russian genitive -ая": ["Китая", "Китаем"],
    "Russian -ия": ["Россия", "России", "Россию", "Россией", "российский"],
    "Russian -ение": ["соглашение", "соглашения", "соглашению", "соглашением", "соглашений"],
    "Russian adjective": ["технический", "технического", "техническому", "технических"],
    "adjective of -ия": ["геология", "геологический", "геологических"],
    "adjective of -ика": ["логистика", "логистический", "логистического"],
    "adjective of -ция": ["телекоммуникации", "телекоммуникационный", "телекоммуникационных"],
    "adjective of a city": ["Ташкент", "Ташкента", "Ташкентский", "Ташкентского"],
    "Russian feminine": ["Бухара", "Бухары", "Бухаре", "Бухару"],
    "Russian -ка": ["стажировка", "стажировки", "стажировкам", "стажировок"],
    "Russian -ок": ["рынок", "рынка", "рынке"],
    "Russian -ец": ["Череповец", "Череповца", "Череповце"],
    "Uzbek cases": ["Toshkent", "Toshkentda", "Toshkentdan", "Toshkentga", "Toshkentning"],
    "Uzbek attributive": ["Toshkent", "Toshkentdagi", "Toshkentgacha"],
    "Uzbek of a place": ["Toshkent", "toshkentlik", "toshkentliklar"],
    "Uzbek in Cyrillic": ["Тошкент", "Тошкентда", "Тошкентнинг", "Тошкентдаги"],
    "both scripts": ["Самарқанд", "Samarqandda", "Самарқандда", "Samarqandning"],
    "Uzbek plural and possessive": ["universitet", "universiteti", "universitetlar"],
    "Uzbek chain": ["kollej", "kollejlar", "kollejlari", "kollejlarining", "kollejida"],
    "Uzbek softening": ["oʻrmonchilik", "o'rmonchiligi", "ўрмончилиги", "ўрмончилик"],
    "Uzbek apostrophes": ["Oʻzbekiston", "O'zbekistonning", "Ўзбекистонда"],
}


@pytest.mark.parametrize("forms", FORMS.values(), ids=FORMS.keys())
def test_forms_of_a_word_have_a_stem_in_common_with_the_first(forms):
    apart = [form for form in forms[1:] if not stems_of(forms[0]) & stems_of(form)]

    assert apart == []


def test_forms_on_record_are_found_by_those_that_are_typed():
    assert stems_of("Узбекистана") & stems_of("Узбекистану") == {"uzbekistan"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hunan", "Henan"),
        ("India", "Indonesia"),
        ("Индия", "Индонезия"),
        ("Niger", "Nigeria"),
        ("Нигер", "Нигерия"),
        ("Нигера", "Нигерии"),
        ("Shanxi", "Shaanxi"),
        ("Nevada", "Neva"),
        ("Liaoning", "Liao"),
        ("Sudan", "Suda"),
        ("Австрия", "Австралия"),
        ("Иран", "Ирак"),
        ("Uzbekistan", "Kazakhstan"),
        ("technical", "teacher"),
        ("Бишкек", "Бишкент"),
    ],
)
def test_different_words_have_no_stem_in_common(one, other):
    assert stems_of(one) & stems_of(other) == frozenset()


def test_no_country_is_a_form_of_another_one():
    rows = json.loads(Path("fixtures/countries.json").read_text(encoding="utf-8"))
    stems = {}
    for row in rows:
        name = row["fields"].get("text") or row["fields"]["name"]
        if name.isalpha():
            country = row["fields"].get("country", row["pk"])
            stems.setdefault(country, set()).update(stems_of(name))

    pairs = combinations(sorted(stems.items()), 2)
    assert [(one, other) for (one, its), (other, others) in pairs if its & others] == []


@pytest.mark.parametrize(
    "word", ["", "an", "Osh", "2025", "重庆", "서울대학교", "G20x", "a" * 41, "🏫🏫"]
)
def test_there_are_no_stems_of_short_words_numbers_and_scripts_without_endings(word):
    assert stems_of(word) == frozenset()


@given(word=st.text(max_size=20) | st.text(alphabet="aeinsgdаеинскя'ʻ", max_size=12))
def test_any_text_has_stems_that_are_folded_words(word):
    assert all(fold(stem) == stem and " " not in stem for stem in stems_of(word))


def test_threads_have_stemmers_of_their_own():
    found = []
    words = [f"{letter}workers" for letter in "abcdefgh"]
    threads = [
        Thread(target=lambda: found.append([stems_of(word) for word in words])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [[stems_of(word) for word in words]] * 4
