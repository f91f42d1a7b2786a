"""Uzbek in Latin letters is told in Cyrillic ones as it is written there."""

import io

import polib
import pytest
from django.core.management import call_command

from agreements.uzbek_cyrillic import in_cyrillic, kept_of


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Oʻzbekiston, gʻoya", "Ўзбекистон, ғоя"),
        ("O‘zbekiston, g'oya", "Ўзбекистон, ғоя"),
        ("Shahrisabz, Chirchiq", "Шаҳрисабз, Чирчиқ"),
        ("TOSHKENT, Yoʻlovchi", "ТОШКЕНТ, Йўловчи"),
        ("yoʻq, yozuv, yurituvchi, yangi, yetishmaydi", "йўқ, ёзув, юритувчи, янги, етишмайди"),
        ("eʼlon, elektron, keltirish, koeffitsiyenti", "эълон, электрон, келтириш, коэффициенти"),
        ("maʼlumot, ta’lim, Isʼhoq", "маълумот, таълим, Исҳоқ"),
        ("navigatsiya, muddatsiz, qiymatsiz", "навигация, муддатсиз, қийматсиз"),
        ("versiyasi, konferensiyalar, komissiya", "версияси, конференциялар, комиссия"),
        (
            "obyektlar, filtrlar, alyansning, rol, rolda",
            "объектлар, фильтрлар, альянснинг, роль, ролда",
        ),
        ("xususiyat, hisob, jadval, qator", "хусусият, ҳисоб, жадвал, қатор"),
        ("2025-yil 14-iyun", "2025-йил 14-июнь"),
        ("%(shown)s ta kelishuv {shown}", "%(shown)s та келишув {shown}"),
        ('<a href="%(page)s">sahifa</a>', '<a href="%(page)s">саҳифа</a>'),
        ("<code>year</code> yili", "<code>year</code> йили"),
        ("https://coop.uz manzil", "https://coop.uz манзил"),
        ("page_size=0, AG-0001, uz-Cyrl, manage.py", "page_size=0, AG-0001, uz-Cyrl, manage.py"),
        ("birinchi\\nikkinchi", "биринчи\\nиккинчи"),
    ],
)
def test_text_is_told_in_cyrillic(latin, cyrillic):
    assert in_cyrillic(latin) == cyrillic


def test_words_of_the_english_stay_but_loans_are_uzbek():
    kept = kept_of("The sheet is CSV or XLSX. Donor")

    assert in_cyrillic("Jadval: CSV yoki XLSX. Donor", kept) == "Жадвал: CSV ёки XLSX. Донор"


def test_catalogue_is_printed_with_its_translations_in_cyrillic(tmp_path):
    latin = polib.POFile(check_for_duplicates=True)
    latin.metadata = {"Language": "uz", "Content-Type": "text/plain; charset=UTF-8"}
    latin.append(polib.POEntry(msgid="Agreement", msgstr="Kelishuv", msgctxt="kind"))
    told = {0: "%(shown)s ta CSV fayl"}
    english = {"msgid": "%(shown)s CSV file", "msgid_plural": "%(shown)s CSV files"}
    latin.append(polib.POEntry(**english, msgstr_plural=told))
    latin.save(str(tmp_path / "django.po"))
    printed = io.StringIO()

    call_command("transliterate_catalogue", tmp_path / "django.po", stdout=printed)

    cyrillic = polib.pofile(printed.getvalue())
    assert cyrillic.metadata["Language"] == "uz_Cyrl"
    assert [(entry.msgid, entry.msgctxt, entry.msgstr) for entry in cyrillic] == [
        ("Agreement", "kind", "Келишув"),
        ("%(shown)s CSV file", None, ""),
    ]
    assert cyrillic[1].msgstr_plural == {0: "%(shown)s та CSV файл"}
