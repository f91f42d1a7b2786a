"""A text is cut where a sentence ends, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.search.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "It trains. Does it? It does!  Yes… So",
            ["It trains.", "Does it?", "It does!", "Yes…", "So"],
        ),
        ("学生来自塔什干。他们学习！好", ["学生来自塔什干。", "他们学习！", "好"]),
        ("Two lines\n\nhere", ["Two lines", "here"]),
        ("Named after L.\nSo it is", ["Named after L.", "So it is"]),
        ("In 2024. By 13A. At work.", ["In 2024.", "By 13A.", "At work."]),
        ("Well... It is.", ["Well...", "It is."]),
        ("他. 她", ["他.", "她"]),
        ("A canvas. A piano. A fun company.", ["A canvas.", "A piano.", "A fun company."]),
        ("It is BYD Co., Ltd. It grows, etc. So", ["It is BYD Co., Ltd.", "It grows, etc.", "So"]),
    ],
)
def test_text_is_cut_where_sentences_end(text, sentences):
    assert list(sentences_of(text)) == sentences


@pytest.mark.parametrize(
    "text",
    [
        *("Университет имени Л.Н. Гумилева", "L. N. Gumilyov University", "Of I. Arabaev"),
        *("\u0418\u0306. Иванов", "Α. Παπαδόπουλος", "The U.S. Outlying Islands", "«А. Мусаев»"),
        *("Oʻ. Hoshimov", "G'. G'ulom", "Sh. Rashidov", "Yu. Gagarin", "Дж. Ли"),
        *("School No. 3", "Dr. Li", "Prof. Li", "St. Barthélemy", "China vs. Japan"),
        *("On Sept. 5", "ZTE Co. Ltd", "PROF. LI"),
        *("Университет им. Серикбаева", "В г. Ташкенте", "На ул. Навои", "Сады, т. е. лес"),
        *("Заводы и т. д. и дороги", "В 2023–2025 гг. Ташкент", "См. ст. 5", "о-в Св. Елены"),
        *(
            "Akad. Karimov",
            "2025-y. iyun",
            "Koʻch. Navoiy",
            "ko'ch. Navoiy",
            "Toshkent vil. Chirchiq",
        ),
        *("Кўч. Навоий", "Dots. Aliyev"),
    ],
)
def test_sentence_does_not_end_after_initials_and_short_forms(text):
    assert list(sentences_of(f"{text}. Then.")) == [f"{text}.", "Then."]


@given(st.text(alphabet="aИж.ʻ \n。…!2_"))
def test_nothing_is_lost_but_spaces_between_sentences(text):
    assert "".join("".join(sentences_of(text)).split()) == "".join(text.split())


def test_text_of_nothing_but_initials_is_one_sentence():
    text = "A. " * 200_000

    assert list(sentences_of(text)) == [text]


def test_text_of_nothing_but_spaces_is_read_once():
    text = f"It is{' ' * 500_000}here"

    assert list(sentences_of(text)) == [text]
