import subprocess
import sys
import tomllib

import pytest

from tests import own_packages

PYPROJECT = """
[dependency-groups]
test = ["pytest-django>=4.11", "nobody-made-this>=1"]
"""
FETCHES = """
import tests.own_packages

class Manager:
    def getplugin(self, name):
        return self
    def stop_global_capturing(self):
        print("stopped", flush=True)

tests.own_packages.fetch(Manager())
"""


def project():
    return tomllib.loads(own_packages.PROJECT.read_text())


@pytest.fixture
def one_missing(tmp_path, monkeypatch):
    path = tmp_path / "pyproject.toml"
    path.write_text(PYPROJECT)
    monkeypatch.setattr(own_packages, "PROJECT", path)


def test_register_is_run_with_pytest_alone_besides():
    assert project()["tool"]["uv"]["default-groups"] == ["pytest"]
    assert project()["dependency-groups"]["pytest"] == ["pytest>=8.4"]


def test_packages_of_tests_are_all_here():
    assert own_packages.missing() == []


def test_missing_package_is_named(one_missing):
    assert own_packages.missing() == ["nobody-made-this"]


def test_run_without_uv_says_what_to_install(one_missing, monkeypatch):
    monkeypatch.delenv("UV", raising=False)

    with pytest.raises(pytest.UsageError, match=r"nobody-made-this.*uv sync --group test"):
        own_packages.fetch(None)


def test_run_begins_anew_with_the_group_of_tests(tmp_path):
    uv = tmp_path / "uv"
    uv.write_text('#!/bin/sh\necho "$@"\n')
    uv.chmod(0o755)

    done = subprocess.run(
        [sys.executable, "-c", FETCHES, "-x", "tests/urls"],
        env={"UV": str(uv), "PYTHONPATH": str(own_packages.PROJECT.parent)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "stopped\nrun --group test pytest -x tests/urls\n"
