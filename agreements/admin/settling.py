"""Settling a dispute: the page that shows what becomes of the value and of its sources."""

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements import databases
from agreements.changes.edits import edit
from agreements.editing.disputes import (
    Dispute,
    disputes_of,
    open_disputes,
    settle,
    settled_disputes,
)
from agreements.editing.outlived import Answer
from agreements.editing.record_rules import problems_of
from agreements.editing.refusals import Refused, in_words
from agreements.editing.turns import Busy, turn_to_write
from agreements.lists.addresses import pairs_of
from agreements.models import Edit
from agreements.models.citation import CITED

from .guard import version_in
from .guarded import SentAgain, token_in, typed_in
from .notices import Unanswered, answer_notices, changed_fields
from .reasons import reason_in
from .settle_forms import SettleForm, can_be_replaced, reread, value_form
from .storable import readable


class Invalid(Exception):  # noqa: N818, it is no error of the program
    """What was sent cannot be saved; the forms say why."""


class DisputeFilter(admin.SimpleListFilter):
    """Which records have a value that sources dispute, decided by the editors or not."""

    title = gettext_lazy("disputes")
    parameter_name = "disputes"
    CONDITIONS = {"open": open_disputes, "settled": settled_disputes}

    def lookups(self, request, model_admin):
        return [
            ("open", _("With an open dispute")),
            ("settled", _("With settled disputes only")),
        ]

    def queryset(self, request, queryset):
        condition = self.CONDITIONS.get(self.value())
        return queryset.filter(condition(queryset.model)) if condition else queryset


class SettlingScreen:
    """What an editing screen does so that disputes are found, and settled in one edit."""

    def get_list_filter(self, request):
        filters = super().get_list_filter(request)
        return [*filters, DisputeFilter] if self.model in CITED.values() else filters

    def get_urls(self):
        page = path(
            "<path:object_id>/settle/<slug:name>/",
            self.admin_site.admin_view(self.settle_view),
            name=f"agreements_{self.model._meta.model_name}_settle",
        )
        return [page, *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Show the disputes about a record above its form, with what would settle each."""
        is_shown = obj is not None and self.has_change_permission(request, obj)
        context["may_settle"] = is_shown and self.may_settle(request, obj)
        context["disputes"] = [
            (dispute, reverse(*self._address(dispute)), can_be_replaced(self, request, dispute))
            for dispute in (disputes_of(obj) if is_shown else ())
        ]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def may_settle(self, request, record):
        """Return whether somebody may decide about the values of a record."""
        may_decide = request.user.has_perm("agreements.settle_disputes")
        return may_decide and self.has_change_permission(request, record)

    def settle_view(self, request, object_id, name):
        """Show what settling a dispute changes, ask why, and do it."""
        request.POST = readable(request.POST)
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.may_settle(request, record):
            raise PermissionDenied
        # Before the record is read: what is written in between is newer than the page says.
        version = self.newest_version(object_id)
        refusal, notices = "", []
        if request.method == "POST":
            try:
                return self._save_settlement(request, object_id, name)
            except SentAgain as sent:
                return self.answer_second_click(request, sent.edit, self._record_address(record))
            except Invalid:
                pass
            except (Busy, Refused, Unanswered) as refused:
                refusal, notices = str(refused), getattr(refused, "notices", [])
        told = {"version": version, "refusal": refusal, "notices": notices}
        return self._settle_page(request, object_id, name, told)

    def _save_settlement(self, request, object_id, name):
        who, why = request.user.get_username(), reason_in(request.POST)
        values = {"token": token_in(request), "kind": Edit.Kind.SETTLE}
        with in_words(), turn_to_write(), edit(who, why, **values) as opened:
            self.refuse_second_click(request)
            record = self.get_object(request, unquote(object_id))
            dispute, rival = self._asked(request, record, name)
            if dispute is None:
                raise Invalid
            if version_in(request.POST) != self.newest_version(object_id):
                raise Refused(
                    _(
                        "This record was changed since this page was shown; nothing was saved. "
                        "Look at what it holds now, then settle it again."
                    )
                )
            form, value = self._forms(request, dispute, rival, request.POST)
            if not all([form.is_valid(), value is None or value.is_valid()]):
                raise Invalid
            self._settle(dispute, form, value, request.POST)
        return self._settled(request, dispute, opened)

    def _settle(self, dispute, form, value, answers):
        """Write the value, the stances and the settlement; raise Refused where a rule forbids."""
        record = dispute.record
        problems = problems_of(self.model, record.pk)
        held, told = dispute.held, dispute.value
        self._write(dispute, value, answers)
        after = dispute._replace(record=reread(record), item=dispute.item and reread(dispute.item))
        if value and after.held == held:
            raise Refused(_("This is the value as it stands: enter another one, or keep it."))
        before = told if value else None
        settle(after, form.cleaned_data["why"], form.stances, before=before)
        if broken := problems_of(self.model, record.pk) - problems:
            raise Refused(" ".join(sorted(broken)))
        databases.of(connection).check_links(connection)

    def _write(self, dispute, value, answers):
        """Write the value, if another one takes its place, and note when the record was edited.

        What is told along with it may have sources of its own: `answers` says what becomes of them.
        """
        if value and not dispute.item:
            changes = changed_fields(value.instance, value)
            others = [one for one in changes if one.field != dispute.field]
            answer_notices(answers, dispute.record, others)
            value.save()
            return
        if value:
            value.save()
        dispute.record.save()

    def _settled(self, request, dispute, opened):
        """Lead back to the record, and say how it is undone."""
        address = reverse("admin:agreements_edit_change", args=[opened.pk])
        sentence = _(
            '“{field}” is settled. It can be undone whole from <a href="{edit}">its edit</a>.'
        )
        messages.success(request, format_html(sentence, field=dispute.label, edit=address))
        return HttpResponseRedirect(self._record_address(dispute.record))

    def _settle_page(self, request, object_id, name, told):
        record = self.get_object(request, unquote(object_id))
        dispute, rival = self._asked(request, record, name) if record else (None, None)
        if dispute is None:
            return self._nothing_to_settle(request, object_id)
        is_sent = request.method == "POST"
        form, value = self._forms(request, dispute, rival, request.POST if is_sent else None)
        context = {
            **self.admin_site.each_context(request),
            **self.guard_context(request),
            **told,
            "answers": Answer.choices,
            "opts": self.opts,
            "title": _("Settle a dispute"),
            "record": record,
            "dispute": dispute,
            "chosen": rival,
            "can_be_replaced": can_be_replaced(self, request, dispute),
            "form": form,
            "value": value,
            "media": self.media + value.media if value else self.media,
        }
        return TemplateResponse(request, "admin/agreements/settle.html", context)

    def _asked(self, request, record, name):
        """Return the dispute of a name, and the rival that the address asks for.

        None stands for a dispute or a rival that is not there; without a rival the value is kept.
        """
        found = (dispute for dispute in disputes_of(record) if dispute.name == name)
        dispute = next(found, None)
        if dispute is None or not (wanted := request.GET.get("rival", "")):
            return dispute, None
        rivals = dispute.disputing if can_be_replaced(self, request, dispute) else ()
        rival = next((one for one in rivals if str(one.pk) == wanted), None)
        return (dispute, rival) if rival else (None, None)

    def _forms(self, request, dispute: Dispute, rival, data):
        form = SettleForm(data, dispute=dispute, rival=rival)
        return form, value_form(self, request, dispute, rival, data) if rival else None

    def _nothing_to_settle(self, request, object_id):
        """Say that nobody disputes the value any longer; what was typed for it is shown."""
        title = _("No source says so any longer: there is no such dispute")
        if not (typed := typed_in(pairs_of(request.POST))):
            messages.warning(request, f"{title}.")
            return HttpResponseRedirect(self._record_address(self.model(pk=unquote(object_id))))
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "typed": typed,
            "opts": self.opts,
        }
        return render(request, "admin/agreements/typed_for_nothing.html", context, status=410)

    def _address(self, dispute):
        name = f"admin:agreements_{self.model._meta.model_name}_settle"
        return name, None, [quote(dispute.record.pk), dispute.name]

    def _record_address(self, record):
        name = f"admin:agreements_{self.model._meta.model_name}_change"
        return reverse(name, args=[quote(record.pk)])
