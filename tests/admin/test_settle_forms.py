"""What sources state is read into the forms of the values that they dispute."""

import pytest

from agreements.admin.agreement import AgreementAdmin
from agreements.admin.settle_forms import read
from tests.admin.forms import change
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    CountryFactory,
    EventFactory,
    FigureFactory,
    InstitutionFactory,
    LinkFactory,
    MembershipFactory,
    NameFactory,
    SectorFactory,
    SourceFactory,
)
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def page(client, record, field, stated, **item):
    """Return the page that puts in place what a source states of a field."""
    noun = record._meta.model_name
    about = {"agreement": None, noun: record, "field": field, **item}
    rival = CitationFactory(**about, stance="disputes", stated_value=stated)
    name = "-".join([field, *(str(one.pk) for one in item.values())])
    where = change(record).replace("/change/", f"/settle/{name}/")
    return client.get(f"{where}?rival={rival.pk}")


def written(client, *asked, **item):
    """Return what the form has of the value, and of each field that goes with it."""
    form = page(client, *asked, **item).context["value"]
    return {name: form[name].value() for name in form.fields}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("14 June 2025", "2025-06-14"),
        ("2025年6月", "2025-06"),
        ("2025", "2025"),
        ("the weekend of 14 and 15 June 2025", None),
        ("06/07/2025", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(admin_client, stated, expected):
    event = EventFactory(first_on="2025-06-13", last_on="2025-06-14")

    found = written(admin_client, event, "first_on", stated)

    assert found == {"first_on": expected, "last_on": "2025-06-14"}


def test_day_goes_with_what_it_is_told_with(admin_client):
    agreement = AgreementFactory(ends_on="2025-06-13")

    found = written(admin_client, agreement, "ends_on", "2026")

    assert found == {"ends_on": "2026", "is_open_ended": False}


@pytest.mark.parametrize(
    ("stated", "is_found"),
    [("Tashkent Academy", True), ("ТАШКЕНТ ACADEMY", True), ("塔什干", True), ("Academy", False)],
)
def test_bodies_are_found_by_their_names_in_any_script(admin_client, stated, is_found):
    academy = InstitutionFactory(name="Tashkent Academy")
    NameFactory(institution=academy, text="塔什干")
    membership = MembershipFactory()

    found = written(admin_client, membership.alliance, "memberships", stated, membership=membership)

    assert found == {"institution": academy.pk if is_found else None, "role": membership.role}


def test_name_that_two_bear_is_left_to_the_editor(admin_client):
    for _body in range(2):
        InstitutionFactory(name="Tashkent Academy")
    alliance = AllianceFactory(guided_by=InstitutionFactory())

    answer = page(admin_client, alliance, "guided_by", "Tashkent Academy")

    assert answer.context["value"]["guided_by"].value() is None
    assert "“Tashkent Academy” could not be read as a value" in text(answer)


def test_several_records_are_read_where_all_are_found(admin_client):
    agreement = AgreementFactory()
    forestry, energy = SectorFactory(name="Forestry"), SectorFactory(name="Energy")
    agreement.sectors.add(forestry)

    both = written(admin_client, agreement, "sectors", "Energy, Forestry")
    one = written(admin_client, agreement, "sectors", "Energy, Magic")

    assert both == {"sectors": [energy.pk, forestry.pk], "serves_all_sectors": False}
    assert one["sectors"] is None


def test_words_numbers_and_choices_are_read(admin_client):
    body = InstitutionFactory(country=CountryFactory(code="UZ"))
    CountryFactory(code="KZ", name="Kazakhstan")
    figure = FigureFactory(alliance=None, institution=body)
    name = NameFactory(institution=body)

    assert written(admin_client, body, "kind", "university") == {"kind": "university"}
    assert written(admin_client, body, "country", "Kazakhstan") == {"country": "KZ"}
    assert written(admin_client, body, "name", "Another") == {"name": "Another"}
    assert written(admin_client, body, "names", "学院", name=name)["text"] == "学院"
    assert written(admin_client, body, "figures", "1,300", figure=figure)["value"] == 1300
    assert written(admin_client, body, "figures", "many", figure=figure)["value"] is None


def test_other_agreement_is_found_by_its_title(admin_client):
    link = LinkFactory()
    other = AgreementFactory(title="A workshop")

    found = written(admin_client, link.from_agreement, "links", "A workshop", link=link)

    assert found == {"kind": "renews", "to_agreement": other.pk}


def test_number_is_no_text_of_digits_from_elsewhere():
    class Form(AgreementAdmin.form):
        class Meta:
            model = AgreementFactory._meta.model
            fields = ["stands_for"]

    stands_for = Form().fields["stands_for"]

    assert [read(stands_for, words) for words in ("13", "1 300", "١٣", "-1", "")] == [
        *(13, 1300),
        *(None, None, None),
    ]


def test_value_without_a_form_is_not_replaced(admin_client):
    country = CountryFactory()

    answer = page(admin_client, country, "code", "KZ")

    assert answer.status_code == 302
    assert "to follow it, change the record itself." in text(admin_client.get(change(country)))
    assert SourceFactory._meta.model.objects.count() == 1
