"""In which language words are read aloud, told by their letters: names and values are in many."""

import html
import re
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from agreements.models.shown_names import ShownName

# Between two letters of a run of words may stand what is of no alphabet, but no markup.
BETWEEN = r"[\s\d.,:;·、。《》()（）«»“”–—-]*"
HAN, CYRILLIC = "[㐀-鿿]", "[Ѐ-ԯ]"
RUN = re.compile(rf"{HAN}(?:{BETWEEN}{HAN})*|{CYRILLIC}(?:{BETWEEN}{CYRILLIC})*")
# Letters that Uzbek has and Russian has not.
OF_UZBEK = re.compile("[ЎўҚқҒғҲҳ]")
# Those that are written in the letters of Russian, as BCP 47 and in small letters.
CYRILLIC_LANGUAGES = ("ru", "uz-cyrl", "kk", "ky", "tg", "mn")
# So many names are kept as pages show them: some megabytes at most.
MAX_NAMES = 20_000


def named(called: object, marked: SafeString | None = None) -> SafeString:
    """Return the name of a record, or a label, as HTML that says of which other language it is.

    Where words in it are `marked`, that is shown of it.
    """
    return named_in(get_language(), getattr(called, "shown_name", called), marked)


def named_in(page: str | None, name: object, marked: SafeString | None = None) -> SafeString:
    """Return a name or a label as `named` does, on a page of a language: one of many."""
    if marked is not None:
        return _in_its_language(marked, name.lang_on(page) if isinstance(name, ShownName) else "")
    # A text that is HTML would be taken for the same one that is not.
    if hasattr(name, "__html__"):
        return _in_its_language(name, "")
    return _kept(str(name), getattr(name, "language", None), page)


@lru_cache(MAX_NAMES)
def _kept(text: str, language: str | None, page: str | None) -> SafeString:
    lang = "" if language is None else ShownName(text, language).lang_on(page)
    return _in_its_language(text, lang)


def _in_its_language(text: object, lang: str) -> SafeString:
    read_as = f' lang="{html.escape(lang)}"' if lang else ""
    # What is filled in has been escaped.
    return mark_safe(f"<bdi{read_as}>{spoken(text, lang)}</bdi>")  # noqa: S308


def language_of_letters(run: str) -> str:
    """Return the language (BCP 47) in which words that are all Chinese or all Cyrillic are read.

    Cyrillic words are Russian where nothing speaks against it.
    """
    if not re.match(CYRILLIC, run):
        return "zh"
    return "uz-Cyrl" if OF_UZBEK.search(run) else "ru"


def is_in_latin_letters(language: str) -> bool:
    """Return whether nothing is known against it that a language (BCP 47) is in Latin letters."""
    return not language.lower().startswith(("zh", "ja", "ko", *CYRILLIC_LANGUAGES))


def spoken(text: object, around: str = "") -> SafeString:
    """Return a text as HTML that says of words in other letters how they are read.

    `around` is the language (BCP 47) of the element that it stands in, that of the page without
    one. What is HTML already may have elements, but none that is in another language.
    """
    escaped = text.__html__() if hasattr(text, "__html__") else html.escape(str(text))
    if escaped.isascii():
        return mark_safe(escaped)  # noqa: S308, it is escaped
    around = (around or get_language() or "").lower()

    def marked(found: re.Match) -> str:
        language = language_of_letters(found[0])
        if is_read_in(language, around):
            return found[0]
        return f'<span lang="{language}">{found[0]}</span>'

    return mark_safe(RUN.sub(marked, escaped))  # noqa: S308, it is escaped


def is_read_in(language: str, around: str) -> bool:
    """Return whether words of a language by their letters are read rightly amid another one."""
    # Қ and Ғ are letters of Kazakh and Tajik, too; Russian has none of them.
    is_close = language != "zh" and around in CYRILLIC_LANGUAGES and around != "ru"
    return is_close or around.startswith(language.lower())
