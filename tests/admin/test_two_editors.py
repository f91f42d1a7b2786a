"""Two editors at one register, with imports and SQL beside them.

No value that was typed is lost, none of anybody else is overwritten unasked, nothing is written
twice, and every moment comes back.
"""

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from agreements.changes.history import tables_at
from agreements.changes.removals import removals
from agreements.editing.disputes import disputes_of
from agreements.editing.outlived import Answer
from agreements.models import Edit
from tests.admin import settle_pages
from tests.admin.forms import change
from tests.admin.kept_promises import KeptPromises
from tests.admin.open_form import OpenForm
from tests.admin.other_writers import PICKS, OtherWriters
from tests.admin.small_register import small_register
from tests.admin.typed_rows import told
from tests.changes.moments import copies, newest, without_moments
from tests.sweeps import examples

EDITORS = st.sampled_from(["anna", "boris"])
TYPING = st.lists(
    st.tuples(st.sampled_from(["type"] * 6 + ["add", "add", "remove"]), PICKS, PICKS, PICKS),
    max_size=4,
)
WHOLE = ["delete", "put_back", "undo", "undo", "settle", "settle"]
# What is pressed after typing.
THEN = [
    [],
    ["send"],
    ["send", "send_again"],
    ["send", "answer", "send"],
    ["send", "answer", "send", "send_again"],
]


class TwoEditors(KeptPromises, OtherWriters, RuleBasedStateMachine):
    """What may happen to a register on which two editors work at once."""

    @initialize()
    def begin(self):
        self.block = transaction.atomic()
        self.block.__enter__()
        self.records = small_register()
        self.clients, self.forms, self.sent = {}, {}, {}
        for name in ("anna", "boris"):
            self.clients[name] = Client()
            self.clients[name].force_login(User.objects.create_superuser(name))
        self.moments = []
        self.remember()

    def teardown(self):
        if not hasattr(self, "block"):
            return
        try:
            for moment, held in self.moments:
                assert without_moments(tables_at(moment)) == without_moments(held)
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def remember(self):
        self.now = copies()
        self.moments.append((newest(), self.now))

    @rule(who=EDITORS, which=PICKS, typing=TYPING, then=st.sampled_from(THEN))
    def work(self, who, which, typing, then):
        """Open a form, where none is open, and type into it; then perhaps send it."""
        record = self.records[which // 2 % len(self.records)]
        for other in self.forms.values() if which % 2 else ():
            record = other.record
        if self.open(who, record):
            self.type(self.forms[who], typing)
            for press in then:
                getattr(self, press)(who)

    @rule(who=EDITORS, which=PICKS, typing=TYPING, meanwhile=TYPING, then=st.sampled_from(THEN[1:]))
    def overtake(self, who, which, typing, meanwhile, then):
        """Have another one save the record between the opening of a form and its sending."""
        other = "boris" if who == "anna" else "anna"
        if not self.open(who, self.records[which % len(self.records)]):
            return
        form = self.forms[who]
        self.type(form, typing)
        self.forms.pop(other, None)
        if self.open(other, form.record):
            self.type(self.forms[other], meanwhile)
            for press in ("send", "answer", "send"):
                getattr(self, press)(other)
        for press in then:
            getattr(self, press)(who)

    def open(self, who, record):
        """Open the form of a record, where none is open; return whether one is."""
        if who not in self.forms and type(record).objects.filter(pk=record.pk).exists():
            self.forms[who] = OpenForm(self.clients[who], record, self.now)
        return who in self.forms

    def type(self, form, typing):
        for act, which_row, name, pick in typing:
            if act == "type":
                form.type(which_row, name, pick)
            elif act == "remove":
                form.remove(which_row)
            else:
                form.add(which_row, [name, pick, name + pick, name // 3])

    def answer(self, who):
        """Say what becomes of the citations that a page asked about."""
        if who in self.forms:
            for number, notice in enumerate(self.forms[who].notices):
                choice = Answer.values[(number + len(self.moments)) % 3]
                self.forms[who].answered[notice.citation.pk] = choice

    def send(self, who):
        form = self.forms.get(who)
        if form is None:
            return
        response = form.send()
        was, self.sent[who] = self.now, form
        self.remember()
        if response.status_code == 302:
            self.check_saved(form, was)
            del self.forms[who]
        elif response.status_code == 410:
            del self.sent[who]
            self.check_shown_for_nothing(form, was, response)
            del self.forms[who]
        else:
            del self.sent[who]
            assert response.status_code == 200
            self.check_came_back(form, was, response)
            form.refusals += 1
            if form.refusals > 2:
                del self.forms[who]

    def send_again(self, who):
        """Send the form once more that was saved last."""
        if who not in self.sent:
            return
        assert self.sent[who].send().status_code in (302, 410)
        was = self.now
        self.remember()
        assert told(self.now) == told(was)

    @rule(who=EDITORS, which=PICKS, act=st.sampled_from(WHOLE))
    def whole(self, who, which, act):
        """Delete a record, put one back, undo an edit or settle a dispute."""
        getattr(self, act)(who, which)

    def delete(self, who, which):
        record = self.records[which % len(self.records)]
        address = change(record).replace("change", "delete")
        response = self.clients[who].post(address, {"post": "yes", "why": "Mistaken."})
        was = self.now
        self.remember()
        assert response.status_code in (200, 302, 410)
        if not type(record).objects.filter(pk=record.pk).exists():
            return
        assert told(self.now) == told(was)

    def put_back(self, who, which):
        found = list(removals().order_by("-pk")[:3])
        if not found:
            return
        removal = found[which % len(found)]
        address = f"/admin/agreements/edit/deleted/{removal.pk}/put-back/"
        self.set_back(who, address, removal.edit.versions if removal.edit else None)

    def undo(self, who, which):
        found = list(Edit.objects.order_by("-pk")[:6])
        if not found:
            return
        undone = found[which % len(found)]
        self.set_back(who, f"/admin/agreements/edit/{undone.pk}/undo/", undone.versions)

    def settle(self, who, which):
        """Decide that a value which is disputed stays as it is."""
        standing = [type(one).objects.filter(pk=one.pk).first() for one in self.records]
        found = [dispute for one in filter(None, standing) for dispute in disputes_of(one)]
        if not found:
            return
        dispute = found[which % len(found)]
        page = settle_pages.address(dispute.record, dispute.name)
        response = settle_pages.settle(self.clients[who], page)
        was = self.now
        self.remember()
        assert response.status_code == 302
        self.check_settled(dispute, was)

    def set_back(self, who, address, versions):
        numbers = sorted(versions.values_list("pk", flat=True)) if versions else []
        response = self.clients[who].post(address, {"why": "Mistaken."})
        was = self.now
        self.remember()
        assert response.status_code in (200, 302)
        if response.status_code == 200:
            assert told(self.now) == told(was)
        elif numbers and "undo" in address:
            before = without_moments(tables_at(numbers[0] - 1))
            after = without_moments(self.now)
            for version in versions.all():
                assert after[version.table].get(version.key) == before[version.table].get(
                    version.key
                )


@pytest.mark.django_db
def test_two_editors_lose_nothing():
    run_state_machine_as_test(
        TwoEditors,
        settings=settings(
            max_examples=examples(3),
            stateful_step_count=10,
            suppress_health_check=list(HealthCheck),
            # Each step opens pages: looking for a shorter way to a failure takes an hour.
            phases=[Phase.generate],
        ),
    )
