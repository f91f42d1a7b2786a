import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.models import Agreement, Institution
from agreements.models.ordering import text_key
from tests.factories import AgreementFactory, InstitutionFactory

TEXTS = [
    "banana",
    "Apple",
    "apple pie",
    "APPLE",
    "Zebra",
    "zebra",
    "Ёлка",
    "елка",
    "Елка",
    "Яблоко",
    "яблоко",
    "Ташкент",
    "Тошкент",
    "重庆",
    "北京",
    "Élan",
    "élan",
    "Oʻzbekiston",
    "Ozod",
    "13 signed",
    "-",
    "_",
    "[",
    "𠮷野家",
    "ｆｕｌｌ",
]


@pytest.mark.parametrize(
    ("text", "key"),
    [("AZ", "az"), ("az", "az"), ("ЯЁ", "ЯЁ"), ("É", "É"), ("İ", "İ"), ("重庆", "重庆"), ("", "")],
)
def test_text_key_takes_only_a_to_z_as_lower_case(text, key):
    found = text_key(text)

    assert found == key


@pytest.mark.django_db
def test_titles_are_ordered_as_python_orders_their_keys():
    for title in TEXTS:
        AgreementFactory(title=title)

    rising = [agreement.title for agreement in Agreement.objects.order_by_title()]
    falling = [agreement.title for agreement in Agreement.objects.order_by_title(descending=True)]

    assert rising == sorted(TEXTS, key=text_key)
    assert falling == rising[::-1]


@pytest.mark.django_db
def test_names_are_ordered_as_python_orders_their_keys():
    for name in TEXTS:
        InstitutionFactory(name=name)

    names = [institution.name for institution in Institution.objects.order_by_name()]

    assert names == sorted(TEXTS, key=text_key)


@pytest.mark.django_db
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6), max_size=12
    )
)
def test_any_titles_are_ordered_as_python_orders_their_keys(titles):
    Agreement.objects.all().delete()
    Agreement.objects.bulk_create(
        Agreement(ref=f"AG-{number:04d}", title=title) for number, title in enumerate(titles)
    )

    found = [agreement.title for agreement in Agreement.objects.order_by_title()]

    assert found == sorted(titles, key=text_key)
