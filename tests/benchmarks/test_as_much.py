"""Pages that are cut to what another page shows."""

import pytest

from tests.benchmarks.answers import CLIENT, LIST, cut_to, made_of_results, shown
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db


def test_cut_page_shows_as_much_and_tells_of_all():
    for number in range(3):
        AgreementFactory(title=f"Workshop {number}")

    with made_of_results(cut_to({"agreement": (2, {})})):
        page = CLIENT.get(LIST)
        [(noun, much)] = shown(LIST).items()

    assert (noun, much[0], set(much[1].values())) == ("agreement", 2, {0})
    assert (page.context["result"].total, len(page.context["object_list"])) == (3, 2)
    assert shown(LIST)["agreement"][0] == 3
