"""Kinds, roles, statuses, days and terms as people write them."""

import pytest
from django.core.exceptions import ValidationError

from agreements.importing.called_choices import read_choice, read_known_day, read_term
from agreements.models import Agreement, Institution, Party


@pytest.mark.parametrize(
    ("choices", "text", "expected"),
    [
        (Agreement.Kind, "joint_college", "joint_college"),
        (Agreement.Kind, "Memorandum of Understanding", "memorandum"),
        (Agreement.Kind, "Luban Workshop", "workshop"),
        (Agreement.Kind, "Ban-Mo College", "ban_mo_college"),
        (Agreement.Kind, "谅解备忘录", "memorandum"),
        (Agreement.Status, "In operation", "operating"),
        (Institution.Kind, "company", "enterprise"),
        (Institution.Kind, "government body", "public_authority"),
        (Institution.Kind, "университет", "university"),
        (Party.Role, "recipient", "beneficiary"),
        (Party.Role, "vice-chair", "vice_chair"),
        (Party.Role, "", ""),
    ],
)
def test_choice_is_read_by_code_label_or_words(choices, text, expected):
    assert read_choice(choices, text) == expected


def test_choice_that_is_none_names_those_that_are():
    with pytest.raises(ValidationError) as refused:
        read_choice(Agreement.Status, "pending")

    [sentence] = refused.value.messages
    assert sentence == (
        "“pending” is none of these: Planned, Signed, In operation, Completed, Ended early."
    )


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("2025-06-13", "day", "2025-06-13"),
        ("2025-06-13", "month", "2025-06"),
        ("2025-06-13", "year", "2025"),
        ("2025-06", "", "2025-06"),
        ("13 June 2025", "", "2025-06-13"),
        ("", "day", ""),
    ],
)
def test_day_is_no_more_exact_than_its_precision(text, precision, expected):
    assert read_known_day(text, precision).iso == expected


@pytest.mark.parametrize(("text", "precision"), [("2025", "day"), ("2025-06", "about")])
def test_day_is_refused_where_its_precision_does_not_fit(text, precision):
    with pytest.raises(ValidationError):
        read_known_day(text, precision)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05 to 2027", ("2024-05", "2027", False)),
        ("2024-05-01 – 2027-04-30", ("2024-05-01", "2027-04-30", False)),
        ("from 2024", ("2024", "", False)),
        ("until 2027", ("", "2027", False)),
        ("2024 to open", ("2024", "", True)),
        ("", ("", "", False)),
    ],
)
def test_term_is_read_as_it_is_written(text, expected):
    first, last, is_open = read_term(text)

    assert (first.iso, last.iso, is_open) == expected


@pytest.mark.parametrize("text", ["2024", "three years", "2024 to whenever"])
def test_term_that_is_none_is_refused(text):
    with pytest.raises(ValidationError):
        read_term(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("с 2024 г. до мая 2027 г.", ("2024", "2027-05", False)),
        ("до 2027 г.", ("", "2027", False)),
        ("2024 — бессрочно", ("2024", "", True)),
        ("2024-yildan 2027-yilgacha", ("2024", "2027", False)),
        ("2025-yil 14-iyundan muddatsiz", ("2025-06-14", "", True)),
        ("2027-yilgacha", ("", "2027", False)),
        ("2024年5月至2027年", ("2024-05", "2027", False)),
        ("自2024年起", ("2024", "", False)),
        ("2024年起无限期", ("2024", "", True)),
    ],
)
def test_term_is_read_in_four_languages(text, expected):
    first, last, is_open = read_term(text)

    assert (first.iso, last.iso, is_open) == expected


@pytest.mark.parametrize("precision", ["month", "Месяц", "только месяц", "oy", "月", "仅月份"])
def test_precision_is_read_in_four_languages(precision):
    assert read_known_day("2024-05-17", precision).iso == "2024-05"
