"""What every test may rely on: settings without an environment, and a database of its own."""

import gc
import inspect
import os
import shutil
import tempfile

import pytest

from agreements.room import with_room
from tests import alike, own_packages
from tests.views.head import Head

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "coop.settings",
    "SECRET_KEY": "known to everybody, for tests only",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "HTTPS_ONLY": "False",
    # A page that is kept has no context to look at; tests of what is kept ask for it.
    "KEPT_PAGES_MB": "0",
    "SNAPSHOTS": "",
    # No folder of releases: what a developer released is on no page.
    "RELEASES": os.devnull,
}
for variable, value in ENVIRONMENT.items():
    os.environ.setdefault(variable, value)
# Tests are of the program, not of what a developer has set for a machine.
os.environ["ENV_FILE"] = os.devnull

# The templates of boxes, options, labels and their errors.
WIDGETS = ("django/forms/", "admin/widgets/")
# What a test asks for that asks the database.
ASK_DATABASE = {"db", "django_db_setup"}
KEPT = pytest.StashKey()


def pytest_addoption(parser, pluginmanager):
    """Fetch what is missing; let a second database be tried by the tests that tell of it."""
    if own_packages.missing():
        own_packages.fetch(pluginmanager)
    parser.addoption(
        "--of-database", action="store_true", help="run only the tests that tell of a database"
    )


def pytest_collection_modifyitems(config, items):
    """Leave out, where asked to, what comes out the same whichever database there is.

    What begins with the register that is written once comes first.
    """
    from tests.kept_register import begins_with_it  # noqa: PLC0415, see postgresql

    if config.getoption("of_database"):
        telling = {item for item in items if _tells_of_database(item)}
        config.hook.pytest_deselected(items=[item for item in items if item not in telling])
        items[:] = [item for item in items if item in telling]
    items.sort(key=lambda item: not begins_with_it(item))
    for item in items:
        if begins_with_it(item):
            item.fixturenames.insert(0, "kept_register")


def _tells_of_database(item):
    if item.path in alike.MODULES:
        return False
    # Those of a class are of Django's own TestCase.
    is_marked = item.get_closest_marker("django_db") or item.cls
    return is_marked or ASK_DATABASE & {*item.fixturenames}


def pytest_configure(config):
    """Serve static files as they lie in the source, hash passwords quickly, give SQLite a file."""
    try_the_same_examples()
    from django.conf import settings  # noqa: PLC0415, it reads the environment set above

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.WHITENOISE_AUTOREFRESH = True
    # A password that is slow to guess is slow to set, and each test of an editor sets one.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "agreements.databases.sqlite_connection":
        folder = tempfile.TemporaryDirectory(prefix="coop-tests-")
        config.add_cleanup(folder.cleanup)
        database.setdefault("TEST", {})["NAME"] = os.path.join(folder.name, "test.sqlite3")


def try_the_same_examples():
    """Have each run of Hypothesis try the same examples, however long one takes.

    How long says more of the machine than of the code, and a change is to be judged by the examples
    of the one before it.
    """
    import hypothesis  # noqa: PLC0415, it may have to be fetched first

    hypothesis.settings.register_profile("coop", deadline=None, derandomize=True)
    hypothesis.settings.load_profile("coop")


def pytest_collection_finish():
    """Look for garbage not among all that stays until the end: every class and test."""
    gc.collect()
    gc.freeze()


def pytest_runtestloop(session):
    """Run all tests with room for their calls, which saves a quarter of the time."""
    return with_room(session.config.pluginmanager.getplugin("main").pytest_runtestloop)(session)


@pytest.fixture(scope="session", autouse=True)
def contexts_of_pages(django_test_environment):
    """Keep the contexts of pages and their parts for tests, and not of each box and option.

    A form of the admin has a thousand of these, and copying them takes a good part of its time.
    """
    from django.template import Template  # noqa: PLC0415, see postgresql

    told = Template._render

    def render(template, context):
        is_widget = (template.name or "").startswith(WIDGETS)
        return template.nodelist.render(context) if is_widget else told(template, context)

    Template._render = render
    yield
    Template._render = told


def skip_without(tool, *, is_there):
    """Skip the test where the tool is missing, or fail it where COOP_REQUIRE names the tool."""
    if is_there:
        return
    if tool in os.environ.get("COOP_REQUIRE", "").split():
        pytest.fail(f"This test needs {tool}, and COOP_REQUIRE says that it is there.")
    pytest.skip(f"This test needs {tool}.")


@pytest.fixture
def postgresql(db):
    """Return a connection to PostgreSQL, or skip the test."""
    from django.db import connection  # noqa: PLC0415, Django is not ready before pytest_configure

    skip_without("postgresql", is_there=connection.vendor == "postgresql")
    return connection


@pytest.fixture
def other_databases(db, monkeypatch):
    """Let a test open databases that Django gets to know only within it."""
    from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: PLC0415, see postgresql

    kept_to_own = inspect.getclosurevars(BaseDatabaseWrapper.ensure_connection)
    real = kept_to_own.nonlocals["real_ensure_connection"]
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", real)


@pytest.fixture(scope="session")
def chromium():
    """Return the path of the browser, the one without windows if there is one, or skip the test."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    skip_without("chromium", is_there=path is not None)
    return path


@pytest.fixture
def head(client):
    """Return the function that reads the Head of the page at an address."""
    return lambda address: Head(client.get(address).content.decode())


@pytest.fixture
def agreement(db):
    """An agreement of two parties with one citation."""
    from tests.factories import (  # noqa: PLC0415, see postgresql
        AgreementFactory,
        CitationFactory,
        PartyFactory,
    )

    agreement = AgreementFactory(title="A college")
    PartyFactory(agreement=agreement)
    PartyFactory(agreement=agreement)
    CitationFactory(agreement=agreement)
    return agreement


@pytest.fixture(scope="session")
def closed_register(request, django_db_setup, django_db_blocker):
    """The KeptRegister of this session."""
    from tests.kept_register import KeptRegister  # noqa: PLC0415, see postgresql

    kept = request.session.stash[KEPT] = KeptRegister(django_db_blocker)
    yield kept
    kept.close()


@pytest.fixture
def kept_register(closed_register):
    """Open the KeptRegister, before the test begins a transaction of its own."""
    closed_register.open()
    return closed_register


def pytest_runtest_setup(item):
    """Take the kept register away from tests that begin with an empty one."""
    if KEPT in item.session.stash and "kept_register" not in item.fixturenames:
        item.session.stash[KEPT].close()


@pytest.fixture
def register(request, db):
    """Load the register that everybody begins with."""
    from tests import loading  # noqa: PLC0415, see postgresql

    if "kept_register" in request.fixturenames:
        request.getfixturevalue("kept_register").give()
    else:
        loading.load(*loading.REGISTER)
