"""Who may do what in the admin: each address as each role, beside a table that people can read."""

from collections import defaultdict
from pathlib import Path

import pytest

from agreements.operations.whole_tables import sums
from tests.security.doors import METHODS, NOT_THERE, WHO, House, answer, doors

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("who_may.md")
# A login is noted as used when something is asked for.
NOTED = ("django_session",)


@pytest.fixture
def house(settings):
    settings.EMAIL_HOST = "mail.example"
    return House()


def told():
    """Return {(address, method): {role: answer}} of the table."""
    lines = [line for line in TABLE.read_text().splitlines() if line.startswith("|")]
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]
    return {
        (row[0], method): dict(zip(WHO, row[2:], strict=True))
        for row in rows[2:]
        for method in row[1].split()
    }


def found(house, who, method):
    """Return {address as the table has it: answers}, one answer where all nouns agree."""
    client = house.client(who)
    answers = defaultdict(set)
    for door in doors():
        answers[door.told].add(answer(client, method, house.address(door)))
    # Some nouns have no such page.
    return {name: "/".join(sorted(words - {NOT_THERE} or words)) for name, words in answers.items()}


def test_every_address_of_the_admin_is_in_the_table():
    addresses = {door.told for door in doors()}

    assert {address for address, _method in told()} == addresses
    assert len(told()) == len(METHODS) * len(addresses)


@pytest.mark.parametrize("who", WHO)
def test_each_role_may_do_what_the_table_says(house, who):
    wanted, differing = told(), []
    for method in METHODS:
        for address, word in found(house, who, method).items():
            if (right := wanted[address, method][who]) != word:
                differing.append(f"{method} {address}: {word}, and not {right}")

    assert differing == []


def test_looking_at_any_address_changes_nothing(house):
    client = house.client("superuser")
    before = sums("default")

    for door in doors():
        client.get(house.address(door))

    after = sums("default")
    changed = [name for name in before if before[name] != after[name] and name not in NOTED]
    assert changed == []
