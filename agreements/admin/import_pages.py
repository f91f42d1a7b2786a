"""Importing sheets: the files, what their columns mean, the plan, and what was made of it."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agreements.changes.record_history import models_by_table
from agreements.editing.refusals import Refused
from agreements.editing.turns import Busy
from agreements.importing.carried_sheets import MOST, CarriedSheets, read
from agreements.importing.column_words import WORDS
from agreements.importing.plan import Outcome, Plan, make_plan
from agreements.importing.plan_saving import Outdated, save_plan
from agreements.importing.sheet_templates import FORMATS
from agreements.models import Edit, Version
from agreements.models.numbers import grouped
from agreements.nouns import NOUNS

from .guard import FIELD, version_in
from .guarded import TOKEN, token_in
from .import_forms import CARRIED, TOO_MUCH, ColumnsForm, FilesForm, PostedAnswers, asked
from .storable import readable
from .undoing import may_set_back

PERMISSION = "agreements.import_sheets"
# The buttons: to say what columns mean, and to save. Any other one asks for the plan.
COLUMNS, NAMED, SAVE = "_columns", "_named", "_save"
# So many choices are asked for at once; of the others, new records are made.
MOST_CHOICES = 1_000
OUTCOMES = {
    Outcome.NEW: gettext_lazy("New"),
    Outcome.KNOWN: gettext_lazy("Known"),
    Outcome.CHANGED: pgettext_lazy("outcome of a row", "Changed"),
    Outcome.WRONG: gettext_lazy("Wrong"),
}
OUTDATED = gettext_lazy(
    "The register was changed since this plan was shown; nothing was saved. This is the plan as it "
    "is now: look at it, then save it."
)
LOST = gettext_lazy("The sheets did not come along with the form: choose the files again.")


class ImportPages:
    """The pages of the admin on which sheets are imported, by those who may."""

    def get_urls(self):
        pages = [
            path("import/", self.admin_view(self.import_view), name="import"),
            path("import/<int:number>/", self.admin_view(self.imported_view), name="imported"),
        ]
        for noun in WORDS:
            for extension in FORMATS:
                told = {"noun": noun, "extension": extension}
                view = self.admin_view(self.sheet_template_view)
                pages.append(path(f"import/{noun}.{extension}", view, told))
        return [*pages, *super().get_urls()]

    def sheet_template_view(self, request, noun, extension):
        """Send an empty sheet to be filled in."""
        _refuse_others(request)
        make, content_type = FORMATS[extension]
        response = HttpResponse(make(noun), content_type=content_type)
        response["Content-Disposition"] = content_disposition_header(True, f"{noun}.{extension}")
        return response

    def import_view(self, request):
        """Ask for the sheets, then for what their columns mean; show the plan, and save it."""
        _refuse_others(request)
        request.POST = readable(request.POST)
        if request.method != "POST":
            return self._files_page(request, FilesForm())
        who = request.user.get_username()
        if CARRIED in request.POST:
            carried = read(request.POST[CARRIED], who)
            if carried is None:
                return self._files_page(request, FilesForm(), refusal=LOST)
            return self._go_on(request, carried)
        form = FilesForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._files_page(request, form)
        return self._go_on(request, form.carried)

    def imported_view(self, request, number):
        """Say what an import made, and how it is undone."""
        _refuse_others(request)
        made = get_object_or_404(Edit, pk=number, kind=Edit.Kind.IMPORT)
        context = {
            "title": _("What was imported"),
            "edit": made,
            "counted": _counted(made),
            "may_undo": may_set_back(request.user, made.versions.all()),
            "undone_by": made.undone_by.first(),
        }
        return self._import_page(request, "import_made", context)

    def _go_on(self, request, carried):
        """Ask for what headings mean as long as that is not known; else show the plan."""
        form = ColumnsForm(None, carried)
        is_asked = COLUMNS in request.POST
        if NAMED in request.POST:
            told = ColumnsForm(request.POST, carried)
            told.full_clean()
            carried.columns |= told.columns
            form = ColumnsForm(None, carried)
        if form.unknown_headings or is_asked:
            is_open = NAMED in request.POST
            return self._columns_page(request, carried, form, is_open=is_open)
        if SAVE in request.POST:
            return self._save(request, carried)
        return self._plan_page(request, carried, _planned(request, carried))

    def _save(self, request, carried):
        token, who = token_in(request), request.user.get_username()
        if made := _made_by(token):
            return _again(request, made)
        plan = _planned(request, carried)
        if version_in(request.POST) != plan.version:
            return self._plan_page(request, carried, plan, OUTDATED)
        if plan.problems or plan.is_empty:
            return self._plan_page(request, carried, plan)
        try:
            made = save_plan(plan, who, token)
        except (Refused, Busy) as refused:
            # A second click has waited for the first one to be saved.
            if made := _made_by(token):
                return _again(request, made)
            sentence = OUTDATED if isinstance(refused, Outdated) else str(refused)
            return self._plan_page(request, carried, _planned(request, carried), sentence)
        messages.success(request, _("The sheets were imported, as one edit."))
        return HttpResponseRedirect(reverse("admin:imported", args=[made.pk]))

    def _files_page(self, request, form, refusal=""):
        context = {"title": _("Import sheets"), "form": form, "refusal": refusal, "words": WORDS}
        return self._import_page(request, "import_files", context)

    def _columns_page(self, request, carried, form, *, is_open):
        context = {"title": _("Name the columns"), "form": form, "is_open": is_open}
        return self._carrying_page(request, carried, "import_columns", context)

    def _plan_page(self, request, carried, plan, refusal=""):
        choices = plan.choices
        context = {
            "title": _("What would be imported"),
            "plan": plan,
            "refusal": refusal,
            "counts": [(OUTCOMES[each], grouped(plan.count(each))) for each in Outcome],
            "files": _rows_by_file(plan),
            "has_several": len(plan.sheets) > 1,
            "choices": [asked(choice) for choice in choices[:MOST_CHOICES]],
            "more_choices": len(choices[MOST_CHOICES:]),
            "version_field": FIELD,
            "token_field": TOKEN,
            "token": token_in(request) or uuid4().hex,
        }
        return self._carrying_page(request, carried, "import_plan", context)

    def _carrying_page(self, request, carried, template, context):
        """Return a page whose form carries the sheets on."""
        text = carried.signed(request.user.get_username())
        if len(text) > MOST:
            return self._files_page(request, FilesForm(), refusal=TOO_MUCH)
        context |= {"carried_field": CARRIED, "carried": text, "sender": carried.sender}
        return self._import_page(request, template, context)

    def _import_page(self, request, template, context):
        request.current_app = self.name
        context = {**self.each_context(request), **context}
        return TemplateResponse(request, f"admin/agreements/{template}.html", context)


def _refuse_others(request):
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _planned(request, carried: CarriedSheets) -> Plan:
    return make_plan(
        carried.sheets,
        columns=carried.meanings,
        answers=PostedAnswers(request.POST),
        sender=carried.sender,
    )


def _made_by(token):
    """Return the edit that a form made already, None where it made none."""
    if not token:
        return None
    return Edit.objects.filter(token=token, kind=Edit.Kind.IMPORT, is_open=False).first()


def _again(request, made):
    messages.info(request, _("This form was saved already; it was not saved a second time."))
    return HttpResponseRedirect(reverse("admin:imported", args=[made.pk]))


def _rows_by_file(plan):
    """Return (sheet, [(row, outcome in words, number of the record)]) of each sheet."""
    return [
        (
            sheet,
            [
                (row, OUTCOMES[row.outcome], getattr(row.record, "ref", ""))
                for row in plan.rows
                if row.file == sheet.name
            ],
        )
        for sheet in plan.sheets
    ]


def _counted(made):
    """Return (what, how many were made, how many changed), those that stand by themselves first."""
    rows = made.versions.exclude(table="").order_by().values_list("table", "op")
    counts = {
        (table, op): grouped(count)
        for table, op, count in rows.annotate(rows=Count("key", distinct=True))
    }
    tables = {table for table, _op in counts}
    models = [model for table, model in models_by_table().items() if table in tables]
    models.sort(key=lambda model: model._meta.model_name not in NOUNS)
    ops = (Version.Op.INSERT, Version.Op.UPDATE)
    return [
        (
            model._meta.verbose_name_plural,
            *(counts.get((model._meta.db_table, op), 0) for op in ops),
        )
        for model in models
        if not model._meta.auto_created
    ]
