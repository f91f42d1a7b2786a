"""What all editing screens share."""

from functools import reduce
from operator import or_

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR
from django.core.exceptions import BadRequest
from django.db import connection
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from agreements import databases
from agreements.changes.edits import edit
from agreements.editing.record_rules import problems_of
from agreements.editing.refusals import Refused, in_words
from agreements.editing.turns import Busy, turn_to_write
from agreements.editing.twins import TWINNED, twins_of
from agreements.lists import live
from agreements.models import Edit
from agreements.models.numbers import grouped
from agreements.search.links import own_names
from agreements.search.query import MAX_LENGTH, parse

from .accepting import AcceptingScreen
from .autocompletes import best_first, is_choosing, whole_first
from .bounded import BoundedPaginator, RegisterQuerySet
from .deletion import GuardedDeletion
from .error_summary import problems_in
from .guarded import GuardedScreen, SentAgain, token_in
from .kept_forms import LOOK
from .languages import LIST, USUAL
from .merging_pages import MergingScreen
from .notices import Unanswered
from .reasons import ReasonedRecordForm, ReasonForm, reason_in
from .record_log import KeptByVersions
from .relations import RelationsMixin
from .settling import SettlingScreen
from .storable import is_storable, readable
from .ticks import cite_ticked_rows
from .twin_pages import TwinPages
from .unsupported import tell_of_uncited, uncited_in_form

WRITING_METHODS = ("POST",)
TOO_LONG = _("What you look for is too long: at most %(limit)s characters are read.")
RECORD_FIELDSET = (_("Record"), {"fields": [("ref", "updated_at")]})


class RegisterAdmin(
    *(KeptByVersions, SettlingScreen, MergingScreen, TwinPages, GuardedScreen),
    *(AcceptingScreen, GuardedDeletion, RelationsMixin, admin.ModelAdmin),
):
    """The editing screens of one noun; quick however many records there are.

    Records are deleted one at a time, with all that hangs on them in view: a list says only that
    there are more than 10,000, so nobody could tell how many a bulk action would reach. Counts
    beside filters stay off, because each is a walk through the table.
    """

    form = ReasonedRecordForm
    # Whether sheets of such records are imported.
    is_imported = False
    # Django asks for fields to show a search box; the names that are searched are those that the
    # public search knows. Codes are found by their beginning, besides.
    search_fields = ["names"]
    codes = ()
    actions = None
    list_per_page = 50
    ordering = ["-id"]
    paginator = BoundedPaginator
    readonly_fields = ["ref", "updated_at"]
    save_on_top = True
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    def get_queryset(self, request):
        return RegisterQuerySet(self.model).order_by(*self.get_ordering(request))

    def get_fieldsets(self, request, obj=None):
        """Leave out the number and the moment of the last edit until there are any."""
        fieldsets = super().get_fieldsets(request, obj)
        return [entry for entry in fieldsets if obj or entry is not RECORD_FIELDSET]

    def get_object(self, request, object_id, from_field=None):
        return (
            super().get_object(request, object_id, from_field) if is_storable(object_id) else None
        )

    def get_search_results(self, request, queryset, search_term):
        """Find names as the public search does, and `codes` by their beginning."""
        if not search_term.strip():
            return queryset, False
        if not is_storable(search_term):
            return queryset.none(), False
        if len(search_term) > MAX_LENGTH:
            messages.error(request, TOO_LONG % {"limit": grouped(MAX_LENGTH)})
            return queryset.none(), False
        query = parse(search_term)
        named = Q(pk__in=[])
        if query.terms:
            with live.snapshot() as taken:
                matches = taken.matches(query)
                named = self.named(matches)
                if is_choosing(request):
                    queryset = best_first(queryset, matches, self._codes("iexact", search_term))
                elif ORDER_VAR not in request.GET:
                    queryset = whole_first(queryset, matches)
        return queryset.filter(named | self._codes("istartswith", search_term)), False

    def named(self, matches):
        """Return the condition of the records that bear the names which somebody looks for."""
        return own_names(self.model, matches)

    def _codes(self, lookup, text):
        """Return the condition of the records a code of which is like a text."""
        codes = (Q(**{f"{field}__{lookup}": text.strip()}) for field in self.codes)
        return reduce(or_, codes, Q(pk__in=[]))

    def get_changelist_instance(self, request):
        """Refuse what no database can compare with, then let Django read the rest."""
        try:
            if not is_storable_query(request.GET):
                raise IncorrectLookupParameters
            return super().get_changelist_instance(request)
        except (IncorrectLookupParameters, OverflowError) as error:
            messages.error(request, _("This address asks for something that cannot exist."))
            raise IncorrectLookupParameters from error

    def changeform_view(self, request, *args, **kwargs):
        """Show a form; what could not be read in what was sent comes back marked."""
        if not is_storable_query(request.GET):
            raise BadRequest("The address holds characters that cannot be read.")
        request.POST = readable(request.POST)
        if request.method not in WRITING_METHODS:
            # Before the record is read: what is written in between is newer than the form says.
            request.version = self.newest_version(*args)
            return super().changeform_view(request, *args, **kwargs)
        if LOOK in request.POST:
            sentence = _("Nothing was saved yet. Look at what you typed, then save it.")
            return self.give_back(request, sentence, *args, **kwargs)
        if "name" in TWINNED.get(self.model, ()):
            request.bearers = live.bearers(self.model, request.POST.get("name", ""))
        who, token = request.user.get_username(), token_in(request)
        why = self.named_reason(request, reason_in(request.POST))
        try:
            with in_words(), turn_to_write(), edit(who, why, token=token) as made:
                self.refuse_second_click(request)
                self.keep_other_saves(request, *args)
                response = super().changeform_view(request, *args, **kwargs)
                self.note_accepted(request, response, made, *args)
                return response
        except SentAgain as sent:
            return self.answer_second_click(request, sent.edit)
        except (Busy, Refused, Unanswered) as refusal:
            return self.give_back(request, refusal, *args, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        form, inlines = context["adminform"].form, context["inline_admin_formsets"]
        context["problems"] = problems_in(form, inlines)
        context["twins"] = getattr(request, "twins", [])
        context |= {"languages": USUAL.items(), "language_list": LIST}
        if record := context.get("original"):
            context["uncited"] = uncited_in_form(record)
        elif not form.is_bound and (name := next(self.empty_boxes(form), None)):
            form.fields[name].widget.attrs["autofocus"] = True
        return super().render_change_form(request, context, *args, **kwargs)

    def empty_boxes(self, form):
        """Yield the fields of a new record in which one begins to type."""
        for name, field in form.fields.items():
            if (
                isinstance(field.widget, forms.TextInput | forms.URLInput)
                and not form[name].value()
            ):
                yield name

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form class; one that refuses what was sent where it cannot be saved now."""
        form = super().get_form(request, obj, change, **kwargs)
        refusal = getattr(request, "refusal", "")
        return type(form.__name__, (form,), {"refusal": refusal}) if refusal else form

    def delete_view(self, request, object_id, extra_context=None):
        """Ask whether to delete a record and why, and delete it; say so where that cannot be."""
        is_sent = request.method in WRITING_METHODS
        reason = ReasonForm(readable(request.POST) if is_sent else None)
        context = {"reason": reason, **(extra_context or {})}
        if reason.is_valid():
            who, why = request.user.get_username(), reason.cleaned_data["why"]
            try:
                with in_words(), turn_to_write(), edit(who, why, kind=Edit.Kind.DELETE):
                    return super().delete_view(request, object_id, context)
            except (Busy, Refused) as refusal:
                messages.error(request, str(refusal))
        # Django takes whatever was sent for a yes; and a transaction would wait again.
        request.move_to = readable(request.POST).get("move_to")
        request.POST = QueryDict()
        return self._delete_view(request, object_id, context)

    def save_model(self, request, obj, form, change):
        self._ask_about_twins(request, obj, form)
        request.problems_before = problems_of(self.model, obj.pk) if change else set()
        super().save_model(request, obj, form, change)

    def _ask_about_twins(self, request, obj, form):
        """Refuse once what looks like a record that is here, and keep which of them were named."""
        if not set(TWINNED.get(self.model, ())) & set(form.changed_data):
            return
        request.twins = twins_of(obj, getattr(request, "bearers", ()))
        known = request.POST.getlist("not_the_same")
        if any(str(twin.pk) not in known for twin in request.twins):
            raise Refused(
                _("It looks like a record that is here already. If it is another one, save again.")
            )

    def save_related(self, request, form, formsets, change):
        """Save what belongs to a record, and look at it as a whole.

        What an editor may not see is not in the form: rules are kept whichever rights somebody
        has. A record that broke a rule before can still be corrected otherwise.
        """
        super().save_related(request, form, formsets, change)
        cite_ticked_rows(form.instance, formsets)
        problems = problems_of(self.model, form.instance.pk) - request.problems_before
        if problems:
            raise Refused(" ".join(sorted(problems)))
        # Before anybody is told that it is saved.
        databases.of(connection).check_links(connection)

    def response_post_save_add(self, request, obj):
        tell_of_uncited(request, obj)
        return super().response_post_save_add(request, obj)

    def response_post_save_change(self, request, obj):
        tell_of_uncited(request, obj)
        return super().response_post_save_change(request, obj)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        databases.of(connection).check_links(connection)


def is_storable_query(query):
    """Return whether both databases can hold all values of a QueryDict."""
    return all(is_storable(text) for _key, texts in query.lists() for text in texts)
