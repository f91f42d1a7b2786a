import pytest

from tests.factories import AgreementFactory, AllianceFactory, ProjectFactory
from tests.models.rules import DAYS, KEPT, outcome, refused


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "precision", "expected"), DAYS.values(), ids=DAYS)
def test_project_started_on_within_precision(on, precision, expected):
    project = ProjectFactory()

    result = outcome(project, started_on=on, started_precision=precision)

    assert result == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("has_agreement", "has_alliance", "expected"),
    [
        (True, False, KEPT),
        (False, True, KEPT),
        (True, True, KEPT),
        (
            False,
            False,
            refused("Say which agreement or which alliance brings the project about."),
        ),
    ],
    ids=["agreement", "alliance", "both", "neither"],
)
def test_project_comes_of_agreement_or_alliance(has_agreement, has_alliance, expected):
    project = ProjectFactory()

    result = outcome(
        project,
        agreement=AgreementFactory() if has_agreement else None,
        alliance=AllianceFactory() if has_alliance else None,
    )

    assert result == expected


@pytest.mark.django_db
def test_project_stands_at_its_ref():
    project = ProjectFactory(name="A workshop")

    shown = (str(project), project.get_absolute_url())

    assert shown == ("A workshop", "/projects/PR-0001/")
