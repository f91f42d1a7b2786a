"""What the program's own code never does, as its text shows."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

MODULES = [
    path for room in ("agreements", "coop") for path in (settings.BASE_DIR / room).rglob("*.py")
]
RUN_TEXT = {"eval", "exec", "compile", "__import__"}
UNSAFE = {"pickle", "marshal", "shelve", "yaml", "telnetlib", "random"}
WEAK = {"md5", "sha1"}
# It invents registers, the same each time.
INVENTS = "synthesis"
# It writes rows by marshal to sum them, and reads none.
SUMS = {"agreements/operations/summing.py"}


def called(tree):
    """Return the names of what a module calls, without what stands before them."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {getattr(func, "id", None) for func in calls} - {None}


def methods(tree):
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {func.attr for func in calls if isinstance(func, ast.Attribute)}


def imported(tree):
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module.partition(".")[0], *(name.name for name in node.names)}
    return found


@pytest.fixture(scope="module")
def trees():
    return {path: ast.parse(path.read_text()) for path in MODULES}


def naming(trees, find, names):
    """Return which modules name what they should not."""
    found = {
        path.relative_to(settings.BASE_DIR): find(tree) & names for path, tree in trees.items()
    }
    return {str(path): words for path, words in found.items() if words}


def test_no_text_is_run_as_code(trees):
    assert naming(trees, called, RUN_TEXT) == {}


def test_nothing_is_read_by_what_makes_objects_of_it_or_guessable_numbers(trees):
    found = naming(trees, imported, UNSAFE)
    reads = naming(trees, methods, {"load", "loads"})

    assert [path for path in found if INVENTS not in path and path not in SUMS] == []
    assert not SUMS & {*reads}


def test_no_command_is_run_by_a_shell(trees):
    keywords = {
        str(path)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "shell"
    }

    assert keywords == set()
    assert naming(trees, methods, {"system", "popen", "getoutput"}) == {}


def test_no_weak_sum_is_made(trees):
    assert naming(trees, lambda tree: imported(tree) | methods(tree), WEAK) == {}


def test_no_template_is_made_of_a_text(trees):
    assert naming(trees, methods, {"from_string"}) == {}
    assert naming(trees, called, {"Template"}) == {}


def test_no_template_runs_script_or_style_within_its_markup():
    found = [
        str(path)
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        if any(sign in path.read_text() for sign in (" style=", " onclick=", " onload=", "|safe"))
    ]

    assert found == []


def test_tests_are_of_all_modules():
    assert Path(settings.BASE_DIR / "agreements/admin/site.py") in MODULES
