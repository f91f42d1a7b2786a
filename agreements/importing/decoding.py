"""Bytes as text, in whichever of the usual encodings a spreadsheet wrote them."""

import re

from django.utils.translation import gettext as _

from .sheet import Unreadable

MARKS = (
    (b"\xff\xfe\x00\x00", ""),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Chinese texts are mostly of the commoner half of GB 2312, whose first bytes these are.
COMMON = range(0xB0, 0xD8)
RUSSIAN = re.compile("[А-Яа-яЁёЎўІіЇїЄєҐґ]")
BESIDES = frozenset("«»—–…№“”„‘’ \u00a0")
# A small letter before a capital one, or letters of two alphabets in one word.
UNLIKELY = re.compile("[а-яё][А-ЯЁ]|[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")


def decode(data: bytes) -> str:
    """Return bytes as text; raises Unreadable where no usual encoding fits."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if encoding := _unmarked_utf_16(data):
        return _strictly(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _of_older_encodings(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise _unknown() from error


def _unknown() -> Unreadable:
    return Unreadable(
        _("The letters of this file cannot be read. Save it as “CSV UTF-8” or as XLSX.")
    )


def _unmarked_utf_16(data: bytes) -> str:
    """Return in which UTF-16 a text seems to be: every other byte of Latin letters is zero."""
    start = data[:2000]
    if len(start) < 4 or b"\0" not in start:
        return ""
    for encoding, zero in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros, others = start[zero::2].count(0), start[1 - zero :: 2].count(0)
        if not others and zeros > len(start) / 6:
            return encoding
    return ""


def _of_older_encodings(data: bytes) -> str:
    russian, chinese = _decoded(data, "cp1251"), _decoded(data, "gb18030")
    is_russian = _is_russian(russian)
    small = sum(letter.islower() for letter in russian if not letter.isascii())
    if is_russian and small * 2 > sum(not letter.isascii() for letter in russian):
        return russian
    if _is_chinese(chinese):
        return chinese
    if is_russian:
        return russian
    raise _unknown()


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_russian(text: str) -> bool:
    foreign = [letter for letter in text if not letter.isascii() and letter not in BESIDES]
    letters = sum(bool(RUSSIAN.match(letter)) for letter in foreign)
    return bool(letters) and letters > 0.95 * len(foreign) and not UNLIKELY.search(text)


def _is_chinese(text: str) -> bool:
    characters = [letter for letter in text if "\u4e00" <= letter <= "\u9fff"]
    common = sum(letter.encode("gb18030")[0] in COMMON for letter in characters)
    foreign = sum(not letter.isascii() for letter in text)
    return bool(characters) and common > 0.6 * len(characters) and len(characters) > foreign / 3
