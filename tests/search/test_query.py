"""What a reader writes is read as words, phrases, numbers, addresses and days."""

from datetime import date

import pytest

from agreements.search.fold import fold
from agreements.search.query import parse
from agreements.search.stems import stems_of


def texts(query):
    return [term.text for term in parse(query).terms]


def small(query):
    return [term.text for term in parse(query).small]


def others(query):
    """Return the other ways to write the terms of a query, by the term."""
    return {term.text: [" ".join(tokens) for tokens in term.others] for term in parse(query).terms}


def records(query):
    return [term.records for term in parse(query).terms]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Tashkent transport", ["tashkent", "transport"]),
        ('"Tashkent transport" university', ["tashkent transport", "universiti"]),
        ("«Ташкент транспорт»", ["tashkent transport"]),
        ("“one two” three", ["one two", "tree"]),
        ('unclosed "quote here', ["unklosed", "kuote", "here"]),
        ("China-Uzbekistan", ["china", "uzbekistan"]),
        ("重庆工程", ["重 庆 工 程"]),
        ("重庆 工程", ["重 庆", "工 程"]),
        ("重庆、工程", ["重 庆", "工 程"]),
        ("ZTE学院IT", ["zte", "学 院", "it"]),
        ("ИИ и III", ["ii", "iii"]),
        ("twice Twice TWICE", ["twice"]),
        ("C++ A/B", ["k", "b"]),
        ('""', []),
        ("🏫 %", []),
    ],
)
def test_query_is_read_as_terms(query, expected):
    assert texts(query) == expected


@pytest.mark.parametrize(
    ("query", "words", "joining"),
    [
        ("The Ministry of Education of China", ["ministri", "edukation", "china"], ["te", "of"]),
        ("China and Uzbekistan", ["china", "uzbekistan"], ["and"]),
        ("China & Uzbekistan", ["china", "uzbekistan"], []),
        ("university in Kazakhstan", ["universiti", "kazahstan"], ["in"]),
        (
            "agreement between China and Uzbekistan",
            ["agreement", "china", "uzbekistan"],
            ["between", "and"],
        ),
        ("колледж в Ташкенте и Самарканде", ["kolej", "tashkente", "samarkande"], ["v", "i"]),
        ("соглашение между Китаем и Узбекистаном", ["soglashenie", "kitaem", "uzbekistanom"], None),
        ("Xitoy va Oʻzbekiston oʻrtasida", ["hitoi", "ozbekiston"], ["va", "ortasida"]),
        ("Xitoy va O'zbekiston o'rtasida", ["hitoi", "ozbekiston"], ["va", "ortasida"]),
        ("Хитой билан Ўзбекистон", ["hitoi", "ozbekiston"], ["bilan"]),
        ("таълим учун", ["talim"], ["uchun"]),
        ("重庆与撒马尔罕", ["重 庆", "撒 马 尔 罕"], ["与"]),
        ("重慶與撒馬爾罕", ["重 庆", "撒 马 尔 罕"], ["与"]),
        ("中国和乌兹别克斯坦", ["中 国", "乌 兹 别 克 斯 坦"], ["和"]),
        ("重庆的职业教育及培训", ["重 庆", "职 业 教 育", "培 训"], ["的", "及"]),
        ("重庆 与 撒马尔罕", ["重 庆", "撒 马 尔 罕"], ["与"]),
        ("V Wagner", ["wagner"], []),
        ("О. Махкамов", ["mahkamov"], []),
        ("o Mahkamov", ["o", "mahkamov"], []),
    ],
)
def test_small_words_forbid_nothing(query, words, joining):
    assert texts(query) == words
    assert joining is None or small(query) == joining


@pytest.mark.parametrize(
    ("query", "words"),
    [
        *((word, [fold(word)]) for word in ("the", "И", "va", "в", "与", "of")),
        ("of the", ["of", "te"]),
        ("с из", ["s", "iz"]),
        ("из и в", ["iz", "i", "v"]),
        ("与的", ["与", "的"]),
    ],
)
def test_any_of_small_words_alone_is_looked_for(query, words):
    read = parse(query)

    [term] = read.terms
    found = [term.text, *(" ".join(other) for other in term.others)]
    assert [text for text in found if text in words] == words
    assert read.small == ()


@pytest.mark.parametrize(
    "name",
    [
        *(
            "和田",
            "和平",
            "与时俱进",
            "中国和平",
            "呼和浩特",
            "内蒙古呼和浩特",
            "目的地",
            "共同发展",
        ),
        *(
            "中华人民共和国教育部",
            "同济大学",
            "上海同济大学",
            "合同管理",
            "国际合同管理",
            "埃及大学",
        ),
        *("在线教育", "中国在线教育", "于田", "的黎波里", "现在", "和"),
    ],
)
def test_character_within_a_word_joins_nothing(name):
    assert texts(name) == [fold(name)]


def test_parts_of_a_run_may_as_well_be_the_whole_of_it():
    assert others("和平与发展") == {"和 平": ["和 平 与 发 展"], "发 展": ["和 平 与 发 展"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("co-operation", {"ko operation": ["kooperation"]}),
        ("cooperation", {"kooperation": ["ko operation"]}),
        ("e-commerce", {"e komerce": ["ekomerce"]}),
        ("e commerce", {"e": ["ekomerce"], "komerce": ["ekomerce"]}),
        ("ecommerce", {"ekomerce": ["e komerce"]}),
        ("agro-industry", {"agro industri": ["agroindustri"]}),
        ("agroindustry", {"agroindustri": ["agro industri"]}),
        ("Sino-Uzbek", {"sino": ["sinouzbek"], "uzbek": ["sinouzbek"]}),
        ("G-20", {"g": ["g20"], "20": ["g20"]}),
        ("college", {"kolege": []}),
        ("international", {"international": []}),
        ("Z.T.E.", {"z t e": ["zte"]}),
        ("Z.T.E", {"z t e": ["zte"]}),
        ("ZTE", {"zte": ["z t e"]}),
        ("U.S. plant", {"u s": ["us"], "plant": []}),
        ("L.N. Gumilyov", {"gumiliov": ["gumilev"]}),
        ("L. N. Gumilyov", {"gumiliov": ["gumilev"]}),
        ("L.N.Gumilyov", {"gumiliov": ["gumilev"]}),
        ("LN Gumilyov", {"ln": ["l n"], "gumiliov": ["gumilev"]}),
        ("Л.Н. Гумилёв", {"gumilev": ["gumiliov"]}),
        ("L.N.", {"l n": ["ln"]}),
        ("Сирдарё", {"sirdare": ["sirdario"]}),
        ("Ёшлар", {"eshlar": ["ioshlar"]}),
        ("Çirçiq", {"circik": ["chirchik"]}),
        ("techn", {"tehn": []}),
        ("2025 года", {"2025 goda": ["2025"]}),
        ("2025年", {"2025 年": ["2025"]}),
        ("2025", {"2025": []}),
        ("since 2025", {"since 2025": ["2025"]}),
        ("after 2025", {"after 2025": []}),
        ("tech", {"tech": ["teh"]}),
        ("imsilkroad.com", {"imsilkroad kom": ["@imsilkroad @com"]}),
    ],
)
def test_words_have_their_other_spellings(query, expected):
    assert others(query) == expected


def test_single_words_have_stems_and_phrases_have_none():
    word, phrase = parse('колледжа "колледжа"Ташкента').terms[0], parse('"two words"').terms[0]

    assert word.stems == stems_of("колледжа")
    assert phrase.stems == frozenset()


@pytest.mark.parametrize(
    "query",
    [
        *(
            "ag-0001",
            "(AG-0001)",
            "AG-0001.",
            '"AG-0001"',
            "«AG-0001»",
            "AG–0001",
            "AG 0001",
            "AG-1",
        ),
        *(
            "#AG-0001",
            "ＡＧ－０００１",
            "ag0001",
            "/agreements/AG-0001/",
            "agreements/AG-0001/history/",
        ),
        *("http://127.0.0.1:8000/agreements/AG-0001/", "(https://x.org/agreements/ag-0001/?a=b)."),
        '"http://127.0.0.1:8000/agreements/AG-0001/"',
    ],
)
def test_number_or_address_is_one_record(query):
    assert records(query) == [(("agreement", "AG-0001"),)]


def test_several_numbers_are_any_of_them():
    both = (("agreement", "AG-0001"), ("agreement", "AG-0002"))

    assert records("AG-0001, AG-0002") == [both]
    assert records("AG-0001 AG-0002 AG-0001") == [both]
    assert records("AG-0001 forestry /agreements/AG-0002/") == [both, ()]
    assert others("AG-0001 AG-0002") == {"ag 0001": ["ag 0002"]}


def test_number_and_address_are_found_in_a_title_as_they_are_written():
    assert others("AG-1") == {"ag 0001": ["ag 1"]}
    assert others("www.example.org") == {"@example @org": ["www ehample org"]}


def test_number_in_quotation_marks_with_words_is_a_phrase():
    assert records('"AG-0001 ZTE"') == [()]


@pytest.mark.parametrize(
    "query",
    [
        "https://www.imsilkroad.com/news/p/538463.html",
        "http://imsilkroad.com/news/p/538463.html/",
        "www.imsilkroad.com/news/p/538463.html",
        "(https://www.imsilkroad.com/news/p/538463.html?utm_source=x#top).",
    ],
)
def test_address_of_a_page_elsewhere_is_one_term(query):
    read = parse(query)

    assert [term.text for term in read.terms] == ["@imsilkroad @com @news @p @538463 @html"]
    assert read.phrase == read.terms[0].text


def test_days_are_terms_with_their_period():
    forestry, june = parse("forestry июнь 2025").terms

    assert forestry.period is None
    assert june.text == "iun 2025"
    assert (june.period.first, june.period.last) == (date(2025, 6, 1), date(2025, 6, 30))


def test_days_in_quotation_marks_are_words():
    assert parse('"2025"').terms[0].period is None


def test_long_title_is_read_whole():
    title = " ".join(f"word{number} и" for number in range(50))[:500]

    assert len(texts(title)) > 40
    assert texts(f"“{title}”") == [fold(title)]


@pytest.mark.parametrize(
    "query",
    [
        "The Ministry of Education, 教育部 (AG-0001) “of the” 2025年6月",
        "co-operation Z.T.E. L. N. Gumilyov AT&T 重庆与撒马尔罕 -x +y title:z*",
    ],
)
def test_phrase_is_all_of_it(query):
    assert parse(query).phrase == fold(query)
