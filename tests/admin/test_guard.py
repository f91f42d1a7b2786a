"""Two editors at one record: no save erases another, and nothing typed is lost."""

import pytest

from agreements.changes.edits import edit
from agreements.models import Agreement, Citation, Edit, Party, Project
from tests.admin.forms import change, filled_in, problems
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    FigureFactory,
    InstitutionFactory,
    PartyFactory,
    ProjectFactory,
    SectorFactory,
)
from tests.views.wording import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(admin_client, agreement):
    """What the form of an agreement holds that an editor has open."""
    return filled_in(admin_client.get(change(agreement)))


def save(admin_client, agreement, data, **values):
    return admin_client.post(change(agreement), {**data, **values})


def elsewhere(agreement, **values):
    """Save something elsewhere meanwhile."""
    with edit("Anna"):
        Agreement.objects.filter(pk=agreement.pk).update(**values)


def test_what_others_saved_in_other_fields_is_kept(admin_client, agreement, shown):
    elsewhere(agreement, title="Theirs")

    response = save(admin_client, agreement, shown, summary="Mine")

    agreement.refresh_from_db()
    assert response.status_code == 302
    assert (agreement.title, agreement.summary) == ("Theirs", "Mine")
    page = words(admin_client.get(change(agreement)).content.decode())
    assert "Others changed this meanwhile, and it was kept: Title." in page


def test_same_value_changed_twice_comes_back_with_both(admin_client, agreement, shown):
    elsewhere(agreement, title="Theirs")

    response = save(admin_client, agreement, shown, title="Mine", summary="Typed")

    page = words(response.content.decode())
    agreement.refresh_from_db()
    assert (response.status_code, agreement.title) == (200, "Theirs")
    assert "Title: you entered “Mine”, and “Theirs” was saved meanwhile." in page
    again = filled_in(response)
    assert (again["title"], again["summary"]) == ("Mine", "Typed")

    save(admin_client, agreement, again)

    agreement.refresh_from_db()
    assert (agreement.title, agreement.summary) == ("Mine", "Typed")


def test_same_value_changed_alike_is_no_clash(admin_client, agreement, shown):
    elsewhere(agreement, title="Ours")

    assert save(admin_client, agreement, shown, title="Ours").status_code == 302


def test_text_of_two_lines_that_nobody_touched_is_no_clash(admin_client, agreement):
    elsewhere(agreement, summary="One\ntwo")
    shown = filled_in(admin_client.get(change(agreement)))
    elsewhere(agreement, summary="Theirs")

    response = save(admin_client, agreement, shown, title="Mine")

    agreement.refresh_from_db()
    assert response.status_code == 302
    assert (agreement.title, agreement.summary) == ("Mine", "Theirs")


def test_text_of_two_lines_stays_as_it_is_where_nobody_touched_it(admin_client, agreement):
    elsewhere(agreement, summary="One\ntwo")
    CitationFactory(agreement=agreement, field="summary")
    shown = filled_in(admin_client.get(change(agreement)))

    response = save(admin_client, agreement, shown, title="Mine")

    agreement.refresh_from_db()
    assert response.status_code == 302
    assert (agreement.title, agreement.summary) == ("Mine", "One\ntwo")


def test_claim_changed_elsewhere_is_kept(admin_client, agreement, shown):
    citation = agreement.citations.get()
    Citation.objects.filter(pk=citation.pk).update(claim="Theirs.")

    response = save(admin_client, agreement, shown, title="Mine")

    citation.refresh_from_db()
    agreement.refresh_from_db()
    assert response.status_code == 302
    assert (citation.claim, agreement.title) == ("Theirs.", "Mine")


def test_sectors_chosen_elsewhere_are_kept(admin_client, agreement, shown):
    agreement.sectors.add(SectorFactory(name="Forestry"))

    save(admin_client, agreement, shown, title="Mine")

    agreement.refresh_from_db()
    assert (agreement.title, [str(one) for one in agreement.sectors.all()]) == (
        "Mine",
        ["Forestry"],
    )


def test_what_a_figure_leaves_out_elsewhere_is_kept(admin_client, agreement):
    figure = FigureFactory(alliance=None, agreement=agreement)
    figure.leaves_out.add(AgreementFactory())
    shown = filled_in(admin_client.get(change(agreement)))
    left_out = AgreementFactory()
    figure.leaves_out.set([left_out])

    response = save(admin_client, agreement, shown, title="Mine")

    agreement.refresh_from_db()
    assert (response.status_code, agreement.title) == (302, "Mine")
    assert list(figure.leaves_out.all()) == [left_out]


def test_citation_deleted_elsewhere_does_not_come_back(admin_client, agreement):
    extra = CitationFactory(agreement=agreement)
    shown = filled_in(admin_client.get(change(agreement)))
    extra.delete()

    response = save(admin_client, agreement, shown, title="Mine")

    agreement.refresh_from_db()
    assert (response.status_code, agreement.title) == (302, "Mine")
    assert agreement.citations.count() == 1


def test_citation_changed_here_and_deleted_elsewhere_is_not_lost(admin_client, agreement):
    extra = CitationFactory(agreement=agreement)
    shown = filled_in(admin_client.get(change(agreement)))
    [key] = [
        name
        for name, value in shown.items()
        if name.startswith("citations") and name[-3:] == "-id" and str(value) == str(extra.pk)
    ]
    extra.delete()

    response = save(admin_client, agreement, shown, **{key.replace("-id", "-claim"): "Mine."})

    assert response.status_code == 200
    again = filled_in(response)
    assert "Mine." in again.values()
    assert save(admin_client, agreement, again).status_code == 302
    assert agreement.citations.filter(claim="Mine.").count() == 1


def test_project_edited_on_its_own_page_is_kept(admin_client, agreement):
    project = ProjectFactory(agreement=agreement)
    shown = filled_in(admin_client.get(change(agreement)))
    with edit("Anna"):
        Project.objects.filter(pk=project.pk).update(summary="Theirs")

    response = save(admin_client, agreement, shown, title="Mine")

    agreement.refresh_from_db()
    project.refresh_from_db()
    assert (response.status_code, agreement.title) == (302, "Mine")
    assert project.summary == "Theirs"


def test_party_added_elsewhere_stays(admin_client, agreement, shown):
    third = PartyFactory(agreement=agreement)

    save(admin_client, agreement, shown, title="Mine")

    assert Party.objects.filter(pk=third.pk).exists()
    assert agreement.parties.count() == 3


def test_same_party_added_twice_is_told_and_nothing_is_lost(admin_client, agreement, shown):
    college = InstitutionFactory(name="College")
    PartyFactory(agreement=agreement, institution=college)
    number = int(shown["parties-TOTAL_FORMS"])
    shown["parties-TOTAL_FORMS"] = number + 1
    shown |= {f"parties-{number}-institution": college.pk, f"parties-{number}-role": "host"}

    response = save(admin_client, agreement, shown, title="Mine")

    assert response.status_code == 200
    assert filled_in(response)["title"] == "Mine"
    assert agreement.parties.count() == 3


def test_row_deleted_here_and_changed_elsewhere_is_asked_about(admin_client, agreement):
    extra = CitationFactory(agreement=agreement)
    shown = filled_in(admin_client.get(change(agreement)))
    [key] = [
        name
        for name, value in shown.items()
        if name.startswith("citations") and name[-3:] == "-id" and str(value) == str(extra.pk)
    ]
    Citation.objects.filter(pk=extra.pk).update(claim="Theirs.")

    response = save(admin_client, agreement, shown, **{key.replace("-id", "-DELETE"): "on"})

    assert response.status_code == 200
    assert Citation.objects.filter(pk=extra.pk).exists()
    assert (
        save(
            admin_client, agreement, filled_in(response), **{key.replace("-id", "-DELETE"): "on"}
        ).status_code
        == 302
    )


def test_refused_save_leaves_no_edit(admin_client, agreement, shown):
    elsewhere(agreement, title="Theirs")

    save(admin_client, agreement, shown, title="Mine")

    assert [one.who for one in Edit.objects.all()] == ["Anna"]


def test_form_that_nobody_overtook_is_saved_as_ever(admin_client, agreement, shown):
    response = save(admin_client, agreement, shown, title="Mine")

    assert response.status_code == 302
    assert "meanwhile" not in problems(admin_client.get(change(agreement)))


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_number_of_a_version_that_is_none_is_no_fault(admin_client, agreement, shown, version):
    assert save(admin_client, agreement, shown, _version=version).status_code == 302


def test_what_was_typed_for_a_record_that_was_deleted_is_shown(admin_client, agreement, shown):
    address = change(agreement)
    with edit("Anna"):
        agreement.delete()

    response = admin_client.post(address, {**shown, "title": "Typed at length"})

    page = words(response.content.decode())
    assert response.status_code == 410
    assert "Anna deleted it on" in page
    assert "title Typed at length" in page
