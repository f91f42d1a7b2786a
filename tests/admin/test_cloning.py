"""Beginning an agreement as another one is."""

import pytest

from agreements.models import Agreement, Citation
from tests.admin.forms import change, filled_in, problems
from tests.factories import SectorFactory, SourceFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/agreements/agreement/add/"


def test_clone_has_the_parties_and_sectors_but_neither_day_nor_citations(admin_client, agreement):
    agreement.sectors.set([SectorFactory()])
    Agreement.objects.filter(pk=agreement.pk).update(signed_on="2022-07-29")
    data = filled_in(admin_client.get(ADD, {"like": agreement.pk}))
    data |= {"source": SourceFactory().pk, "citations-0-claim": "Tells of the second one."}

    response = admin_client.post(f"{ADD}?like={agreement.pk}", data)

    clone = Agreement.objects.latest("pk")
    assert response.status_code == 302
    assert (clone.title, clone.kind, clone.signed_on) == (agreement.title, agreement.kind, None)
    assert [party.institution for party in clone.parties.all()] == [
        party.institution for party in agreement.parties.all()
    ]
    assert list(clone.sectors.all()) == list(agreement.sectors.all())
    assert Citation.objects.get(agreement=clone).claim == "Tells of the second one."


def test_form_of_an_agreement_leads_to_its_clone(admin_client, agreement):
    page = problems(admin_client.get(change(agreement)))

    assert f'<a href="{ADD}?like={agreement.pk}">Clone</a>' in page


@pytest.mark.parametrize("key", ["", "x", "0", "1" + 30 * "0"])
def test_clone_of_nothing_is_an_empty_form(admin_client, key):
    response = admin_client.get(ADD, {"like": key})

    assert response.context["adminform"].form["title"].value() in (None, "")
