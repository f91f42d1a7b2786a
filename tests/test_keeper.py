"""Who keeps a copy, and where a link to them leads."""

import pytest

from agreements.keeper import Keeper, Licence, keeper, licence


def test_keeper_and_licence_are_those_of_the_settings(settings):
    settings.KEEPER, settings.KEEPER_ADDRESS = "A college", "register@coop.example"
    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = "Ours", "https://coop.example/terms"

    assert keeper() == Keeper("A college", "register@coop.example")
    assert licence() == Licence("Ours", "https://coop.example/terms")


def test_keeper_without_a_name_is_nobody(settings):
    settings.KEEPER = ""

    assert keeper() is None


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("register@coop.example", "mailto:register@coop.example"),
        ("a+b@coop.example", "mailto:a+b@coop.example"),
        ("a?subject=b@coop.example", "mailto:a%3Fsubject%3Db@coop.example"),
        ("https://coop.example/@register", "https://coop.example/@register"),
        ("HTTPS://coop.example/", "HTTPS://coop.example/"),
        ("javascript:alert(1)", "mailto:javascript%3Aalert%281%29"),
    ],
)
def test_link_leads_to_a_page_or_a_letter(address, href):
    assert Keeper("A college", address).href == href
