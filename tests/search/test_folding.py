"""Names are folded in parts, each record once, by one process at a time."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from agreements.models import ANYTHING, Change, Institution, SearchState, SearchText, SearchWord
from agreements.search import folding, name_words, texts
from agreements.search.folding import Progress, fold_part, new_turn
from agreements.search.texts import are_folded, lowest_id
from tests.factories import CountryFactory, InstitutionFactory, NameFactory
from tests.folded import fold_everything

pytestmark = pytest.mark.django_db


def names():
    """Return the folded names of institutions, those that are folded."""
    found = SearchText.objects.filter(
        id__range=(lowest_id("institution"), lowest_id("institution") + 1_000_000)
    )
    return [text.strip("| ") for text in found.order_by("id").values_list("text", flat=True)]


def institutions(*called):
    country = CountryFactory()
    return [InstitutionFactory(name=name, country=country) for name in called]


def fold_step(turn, records):
    """Fold so many records, however quick that is."""
    return fold_part(turn, records, seconds=0)


def is_in_step():
    return are_folded(Change.objects.revision())


@pytest.fixture
def refolded(monkeypatch):
    """Return a list that grows by the (noun, key) of each record that is folded."""
    found, refold = [], folding._refold

    def noted(noun, pks):
        found.extend((noun.name, pk) for pk in pks)
        refold(noun, pks)

    monkeypatch.setattr(folding, "_refold", noted)
    return found


def test_one_edit_folds_one_record(refolded):
    _first, second = institutions("First", "Second")
    fold_everything()
    refolded.clear()

    Institution.objects.filter(pk=second.pk).update(name="Renamed")
    fold_everything()

    assert (refolded, names()) == ([("institution", second.pk)], ["first", "renamed"])


def test_names_in_step_cost_two_queries(django_assert_num_queries):
    institutions("First")
    fold_everything()

    with django_assert_num_queries(2):
        fold_everything()


def test_many_edits_are_folded_in_parts_in_their_order():
    called = institutions(*"ABCDE")
    fold_everything()
    for record in called:
        Institution.objects.filter(pk=record.pk).update(name=f"New {record.name}")
    turn = new_turn()

    steps = [(fold_step(turn, 2), names(), is_in_step()) for _ in range(4)]

    assert steps == [
        (Progress.MORE, ["new a", "new b", "k", "d", "e"], False),
        (Progress.MORE, ["new a", "new b", "new k", "new d", "e"], False),
        (Progress.DONE, ["new a", "new b", "new k", "new d", "new e"], True),
        (Progress.DONE, ["new a", "new b", "new k", "new d", "new e"], True),
    ]


def test_everything_is_folded_anew_in_parts():
    institutions(*"ABC")
    turn, most = new_turn(), []

    while True:
        before = SearchText.objects.count()
        progress = fold_step(turn, 2)
        most.append(SearchText.objects.count() - before)
        if progress is Progress.DONE:
            break
        assert not is_in_step()

    assert (names(), is_in_step(), max(most)) == (["a", "b", "k"], True, 2)


def test_what_is_written_while_everything_is_folded_anew_is_folded_too():
    first, second = institutions("First", "Second")
    turn = new_turn()
    while "first" not in names():
        fold_step(turn, 1)

    Institution.objects.filter(pk=first.pk).update(name="Renamed")
    second.delete()
    fold_everything_as(turn)

    assert (names(), is_in_step()) == (["renamed"], True)


def fold_everything_as(turn):
    while fold_step(turn, 1) is not Progress.DONE:
        pass


def test_pruned_log_has_all_folded_anew():
    first, second = institutions("First", "Second")
    fold_everything()
    Institution.objects.filter(pk=first.pk).update(name="Renamed")
    Institution.objects.filter(pk=second.pk).delete()

    Change.objects.prune(timezone.now() + timedelta(days=1))
    fold_everything()

    assert (names(), is_in_step()) == (["renamed"], True)


def test_log_that_is_pruned_while_all_is_folded_anew_loses_nothing():
    [first] = institutions("First")
    turn = new_turn()
    while "first" not in names():
        fold_step(turn, 1)
    Institution.objects.filter(pk=first.pk).update(name="Renamed")

    Change.objects.prune(timezone.now() + timedelta(days=1))
    fold_everything_as(turn)

    assert (names(), is_in_step()) == (["renamed"], True)


@pytest.mark.parametrize("noun", [ANYTHING, "institution"])
def test_note_that_names_no_record_has_all_folded_anew(noun):
    institutions("First")
    fold_everything()
    SearchText.objects.all().delete()

    Change.objects.create(noun=noun)
    fold_everything()

    assert names() == ["first"]


def test_more_than_is_worth_reading_has_all_folded_anew(monkeypatch):
    called = institutions(*"ABCDE")
    fold_everything()
    monkeypatch.setattr("agreements.models.change.MAX_UNSEEN", 3)
    SearchText.objects.all().delete()

    Institution.objects.filter(pk__in=[record.pk for record in called[:4]]).update(name="New")
    fold_everything()

    assert names() == ["new", "new", "new", "new", "e"]


def test_changed_country_is_folded_with_the_other_countries(refolded):
    for code in ("CN", "UZ"):
        CountryFactory(code=code)
    fold_everything()
    refolded.clear()

    CountryFactory(code="KZ")
    fold_everything()

    assert refolded == [("country", "CN"), ("country", "KZ"), ("country", "UZ")]


def test_other_rules_forget_all_words_and_fold_all_anew(monkeypatch):
    institutions("First")
    fold_everything()
    SearchText.objects.update(text="| by other rules |")
    SearchWord.objects.create(text="older")

    monkeypatch.setattr(texts, "RULES", "other")
    was_in_step = is_in_step()
    fold_everything()

    assert (was_in_step, is_in_step(), names()) == (False, True, ["first"])
    assert SearchState.objects.get().rules == "other"
    assert not SearchWord.objects.filter(text="older").exists()
    assert SearchWord.objects.filter(text="first").exists()


@pytest.mark.django_db(transaction=True)
def test_part_that_is_stopped_leaves_nothing_half(monkeypatch):
    institutions("First", "Second")

    def stopped(_words):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(name_words, "keep", stopped)
        with pytest.raises(KeyboardInterrupt):
            fold_everything()
    left = (SearchText.objects.count(), is_in_step())
    SearchState.objects.update(turn_until=timezone.now())
    fold_everything()

    assert (left, names()) == ((0, False), ["first", "sekond"])


def test_others_leave_all_parts_to_whoever_has_begun_and_take_over_after_a_while():
    institutions("First", "Second")
    gone, other = new_turn(), new_turn()
    begun = fold_step(gone, 1)

    refused = fold_step(other, 1)
    SearchState.objects.update(turn_until=timezone.now() - timedelta(seconds=1))
    taken_over = fold_step(other, 1)

    assert (begun, refused, taken_over) == (Progress.MORE, Progress.ELSEWHERE, Progress.MORE)
    assert fold_step(gone, 1) is Progress.ELSEWHERE


@pytest.mark.django_db(transaction=True)
def test_two_at_once_fold_each_record_once(refolded, monkeypatch):
    institutions(*(f"College {number}" for number in range(60)))
    monkeypatch.setattr(folding, "LOOK_AGAIN", 0.01)
    # Neither has a turn of its own: they go on wherever the other one has stopped.
    monkeypatch.setattr(folding, "TURN", timedelta())
    monkeypatch.setattr(folding, "RECORDS_AT_ONCE", 5)
    monkeypatch.setattr(folding, "PART", 0)

    def fold():
        try:
            folding.fold_all(pause=0.001)
        finally:
            connection.close()

    threads = [Thread(target=fold) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(refolded) == sorted(set(refolded))
    assert (len(names()), is_in_step()) == (60, True)


@pytest.mark.parametrize("arguments", [[], ["--alone"]])
def test_command_folds_all(arguments, capsys):
    institutions("First")

    call_command("fold_names", *arguments)

    assert (capsys.readouterr().out, names()) == ("All names are folded.\n", ["first"])


def test_loaded_names_can_be_found_at_once(register):
    call_command("loaddata", "countries", verbosity=0)

    assert is_in_step()


def test_text_without_a_record_is_forgotten():
    [first] = institutions("First")
    NameFactory(institution=first, text="第一")
    fold_everything()
    SearchText.objects.create(id=lowest_id("institution") + 900_000, text="| of nobody |")

    Change.objects.create(noun=ANYTHING)
    fold_everything()

    assert names() == ["first | 第 一"]


@pytest.mark.parametrize(("seconds", "progress"), [(0, Progress.MORE), (60, Progress.DONE)])
def test_part_ends_when_its_time_is_over(seconds, progress):
    institutions(*"ABC")
    turn = new_turn()
    fold_step(turn, 1)

    assert fold_part(turn, 1, seconds) is progress
