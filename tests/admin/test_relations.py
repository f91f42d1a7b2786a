"""Links to other records in forms: only what can exist, and is not loaded yet, is asked for."""

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError

from agreements.admin.relations import (
    ManyRecordsField,
    OneRecordField,
    OneRecordSelect,
    RecordForm,
)
from agreements.models import Agreement, Party, Sector
from tests.factories import EventFactory, InstitutionFactory, PartyFactory, SectorFactory

pytestmark = pytest.mark.django_db

IMPOSSIBLE = ["1" + 30 * "0", "7\0", "seven"]


def one_record(model, name, **options):
    """Return the field of a form that links to one record, as the admin makes it."""
    relation = model._meta.get_field(name)
    return OneRecordField(
        queryset=relation.related_model.objects.all(),
        relation=relation,
        widget=OneRecordSelect(relation, admin.site),
        **options,
    )


class PartyForm(RecordForm):
    institution = one_record(Party, "institution")

    class Meta:
        model = Party
        fields = ["institution"]


class AgreementForm(RecordForm):
    event = one_record(Agreement, "event", required=False)

    class Meta:
        model = Agreement
        fields = ["event"]


def options(form, name):
    """Return the (label, is chosen) pairs that a link of a form offers."""
    bound = form[name]
    groups = bound.field.widget.optgroups(name, [str(bound.value() or "")])
    return [
        (str(option["label"]), bool(option["selected"]))
        for _, group, _ in groups
        for option in group
    ]


@pytest.mark.parametrize("key", IMPOSSIBLE)
def test_one_record_that_cannot_exist_is_refused_unasked(key, django_assert_num_queries):
    field = one_record(Party, "institution")

    with django_assert_num_queries(0), pytest.raises(ValidationError) as refused:
        field.clean(key)

    assert refused.value.code == "invalid_choice"


@pytest.mark.parametrize("key", IMPOSSIBLE)
def test_one_of_many_records_that_cannot_exist_is_refused_unasked(key, django_assert_num_queries):
    relation = Agreement.sectors.field
    field = ManyRecordsField(queryset=Sector.objects.all(), relation=relation)

    with django_assert_num_queries(0), pytest.raises(ValidationError) as refused:
        field.clean(["7", key])

    assert refused.value.code == "invalid_pk_value"


def test_records_that_exist_are_found():
    institution, sectors = InstitutionFactory(), SectorFactory.create_batch(2)
    many = ManyRecordsField(queryset=Sector.objects.all(), relation=Agreement.sectors.field)

    assert one_record(Party, "institution").clean(str(institution.pk)) == institution
    assert one_record(Party, "institution", required=False).clean("") is None
    assert set(many.clean([str(sector.pk) for sector in sectors])) == set(sectors)


@pytest.mark.parametrize("key", IMPOSSIBLE)
def test_choice_that_cannot_exist_is_not_asked_for_again(key, django_assert_num_queries):
    form = AgreementForm({"event": key})

    with django_assert_num_queries(0):
        assert options(form, "event") == [("", False)]


def test_record_that_came_with_the_form_is_not_asked_for(django_assert_num_queries):
    PartyFactory(institution=InstitutionFactory(name="College", kind="", country=None))
    party = Party.objects.select_related("institution").get()
    agreement = Agreement(event=EventFactory(name="Fair"))

    with django_assert_num_queries(0):
        assert options(PartyForm(instance=party), "institution") == [("College – IN-0001", True)]
        chosen = options(AgreementForm(instance=agreement), "event")
        assert chosen == [("", False), ("Fair – EV-0001", True)]


def test_record_that_was_chosen_instead_is_shown():
    party, other = PartyFactory(), InstitutionFactory(name="Other")

    form = PartyForm({"institution": str(other.pk)}, instance=party)

    label = "Other – vocational college, Uzbekistan – IN-0002"
    assert options(form, "institution") == [(label, True)]


def test_form_that_cannot_be_saved_now_says_why():
    class Refused(PartyForm):
        refusal = "Others are writing."

    sent = {"institution": str(InstitutionFactory().pk)}

    assert Refused(sent).non_field_errors() == ["Others are writing."]
    assert PartyForm(sent).is_valid() is True
