import socket
import subprocess
import sys
import time
from types import SimpleNamespace
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError

from agreements.management.commands.demo import WIDER, load_fixtures, make_administrator
from agreements.models import Agreement, Country, RefCounter
from tests.factories import AgreementFactory, SectorFactory
from tests.servers import free_port

PATIENCE = 60


@pytest.fixture
def busy_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.django_db
def test_fixtures_are_loaded_into_an_empty_register():
    loaded = load_fixtures()

    assert loaded is True
    assert Country.objects.count() == 249
    assert Agreement.objects.count_stood_for() == 14


@pytest.mark.django_db
def test_wider_fixtures_are_loaded_where_they_are_asked_for():
    load_fixtures(WIDER)

    assert Agreement.objects.count() == 71


@pytest.mark.django_db
def test_fixtures_are_loaded_once_and_edits_kept():
    load_fixtures()
    Agreement.objects.filter(ref="AG-0001").update(title="Edited")

    loaded_again = load_fixtures()

    assert loaded_again is False
    assert Agreement.objects.get(ref="AG-0001").title == "Edited"


@pytest.mark.django_db
def test_fixtures_leave_a_register_of_one_record_alone():
    SectorFactory()

    loaded = load_fixtures()

    assert loaded is False
    assert Country.objects.count() == 0


@pytest.mark.django_db
def test_fixtures_leave_a_register_alone_whose_records_were_all_deleted():
    AgreementFactory().delete()

    loaded = load_fixtures()

    assert loaded is False
    assert Agreement.objects.count() == 0


@pytest.mark.django_db
def test_new_record_after_the_fixtures_has_a_number_of_its_own():
    load_fixtures()
    highest = max(Agreement.objects.values_list("ref", flat=True))

    agreement = AgreementFactory()

    assert int(agreement.ref[3:]) == int(highest[3:]) + 1
    assert RefCounter.objects.has_issued(agreement.ref) is True


@pytest.mark.django_db
def test_administrator_is_made_once():
    password = make_administrator()

    again = make_administrator()

    made = User.objects.get(username="admin")
    assert (made.check_password(password), made.is_superuser) == (True, True)
    assert again == ""
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "is_superuser"),
    [("dilnoza", True), ("admin", False)],
    ids=["another administrator", "an admin without rights"],
)
def test_administrator_is_not_made_beside(username, is_superuser):
    User.objects.create_user(username, is_superuser=is_superuser)

    password = make_administrator()

    assert password == ""
    assert User.objects.count() == 1


def test_busy_port_is_a_sentence(busy_port):
    with pytest.raises(CommandError) as raised:
        call_command("demo", port=busy_port)

    assert str(raised.value) == (
        f"Port {busy_port} cannot be used (Address already in use). Choose another with --port."
    )


@pytest.mark.parametrize("port", [-1, 0, 65536])
def test_impossible_port_is_a_sentence(port):
    with pytest.raises(CommandError) as raised:
        call_command("demo", port=port)

    assert str(raised.value) == f"--port must be between 1 and 65535, not {port}."


def test_port_in_letters_is_a_sentence():
    with pytest.raises(CommandError) as raised:
        call_command("demo", "--port=http")

    assert str(raised.value) == "Error: argument --port: invalid int value: 'http'"


def wait_for(address, process):
    """Return what the address answers, once it answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310, our own address
                return answer.status
        except URLError:
            time.sleep(0.1)
    return None


def environment(folder):
    """Return an environment that is empty but for where a register and its settings are."""
    return {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "ENV_FILE": f"{folder}/.env"}


def demo(port, folder):
    """Run the demo until it answers; return the status of its answer and what it printed."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        status = wait_for(f"http://127.0.0.1:{port}/healthz", process)
    finally:
        process.terminate()
        try:
            printed, _errors = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            printed, _errors = process.communicate()
    return status, printed


@pytest.fixture(scope="module")
def demos(tmp_path_factory):
    """Two demos, started one after the other in one folder, and the settings after the first."""
    folder, port = tmp_path_factory.mktemp("demos"), free_port()
    first = demo(port, folder)
    written = (folder / ".env").read_text()
    second = demo(port, folder)
    return SimpleNamespace(folder=folder, port=port, first=first, written=written, second=second)


def test_demo_serves_with_an_empty_environment(demos):
    (first_status, first), (second_status, second) = demos.first, demos.second

    address = f"The register is at http://127.0.0.1:{demos.port}/ and is edited at /admin/."
    assert (first_status, second_status) == (200, 200), first + second
    assert [line.split(":")[0] for line in first.splitlines()[:3]] == [
        "The register was empty and now holds what the article says.",
        "Administrator",
        "The register is at http",
    ]
    assert second.splitlines()[0] == address


def test_commands_after_the_demo_need_no_settings(demos):
    written = demos.folder / ".env"

    command = subprocess.run(
        [sys.executable, "manage.py", "check_register"],
        cwd=settings.BASE_DIR,
        env=environment(demos.folder),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (command.returncode, command.stdout) == (0, "Every truth of the register holds.\n")
    assert written.read_text() == demos.written
    assert written.stat().st_mode & 0o777 == 0o600
