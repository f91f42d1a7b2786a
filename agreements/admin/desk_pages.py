"""The lists to which the desk leads: breaks of the register's truths, and what is uncited."""

from collections import defaultdict

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.editing.register_checks import checked, is_quick
from agreements.editing.turns import Busy, turn_to_write
from agreements.editing.uncited import no_support
from agreements.models import FoundBreak, RegisterCheck
from agreements.models.numbers import grouped
from agreements.nouns import NOUNS

from .base import BoundedPaginator
from .desk import desk_of, my_uncited

A_PAGE = 50
# Who changes records mends what is found.
MAY_CHECK = "agreements.change_agreement"
TOO_LARGE = gettext_lazy(
    "The register is too large to be checked while you wait: have whoever keeps the server run "
    "“manage.py check_register”."
)


class DeskPages:
    """The first page of the admin, and the lists to which it leads."""

    def get_urls(self):
        pages = [
            path("breaks/", self.admin_view(self.breaks_view), name="breaks"),
            path("check/", self.admin_view(self.check_view), name="check"),
            path("uncited/", self.admin_view(self.uncited_view), name="uncited"),
        ]
        return [*pages, *super().get_urls()]

    def index(self, request, extra_context=None):
        """Show what waits, above the nouns."""
        desk = desk_of(request.user.get_username())
        return super().index(request, {"desk": desk, **(extra_context or {})})

    def breaks_view(self, request):
        """List what a check of the register found, of one noun or of all."""
        noun = request.GET.get("noun")
        if noun and noun not in NOUNS:
            raise Http404(_("The register has no such noun."))
        found = FoundBreak.objects.all() if noun is None else FoundBreak.objects.filter(noun=noun)
        page = BoundedPaginator(found, A_PAGE).get_page(request.GET.get("page"))
        lines = with_records([(row.noun, row.key, row.sentence) for row in page])
        context = {
            "title": _("Breaks of the register's truths"),
            "check": RegisterCheck.objects.first(),
            "page": page,
            "noun": noun,
        }
        return self._list(request, lines, context)

    def check_view(self, request):
        """Check the register anew where nobody waits long for it, and say what was found."""
        if not request.user.has_perm(MAY_CHECK):
            raise PermissionDenied
        if request.method == "POST" and not is_quick():
            messages.warning(request, TOO_LARGE)
        elif request.method == "POST":
            _check(request)
        return HttpResponseRedirect(reverse("admin:index"))

    def uncited_view(self, request):
        """List the values without a citation in what somebody edited last."""
        found = my_uncited(request.user.get_username())
        lines = with_records([(noun, key, no_support(noun, field)) for noun, key, field in found])
        return self._list(request, lines, {"title": _("What is uncited in what you edited last")})

    def _list(self, request, lines, context):
        request.current_app = self.name
        context = {**self.each_context(request), "lines": lines, **context}
        return TemplateResponse(request, "admin/agreements/desk_list.html", context)


def _check(request):
    try:
        with turn_to_write():
            count = sum(1 for _found in checked())
    except Busy as busy:
        messages.error(request, str(busy))
    else:
        messages.success(request, _told(count))


def _told(count):
    """Return how many breaks a check found, in a sentence."""
    if not count:
        return _("The register was checked: every truth of it held.")
    sentence = ngettext(
        "The register was checked: %(count)s break was found.",
        "The register was checked: %(count)s breaks were found.",
        count,
    )
    return sentence % {"count": grouped(count)}


def with_records(told):
    """Return (record, address of its form, sentence) of some (noun, key, sentence).

    A record that is gone by now, and the register as a whole, are None.
    """
    keys = defaultdict(set)
    for noun, key, _sentence in told:
        if noun:
            keys[noun].add(key)
    records = {
        (noun, str(record.pk)): record
        for noun, wanted in keys.items()
        for record in NOUNS[noun].model.objects.filter(pk__in=wanted)
    }
    return [_line(records.get((noun, key)), sentence) for noun, key, sentence in told]


def _line(record, sentence):
    if record is None:
        return None, "", sentence
    address = f"admin:agreements_{record._meta.model_name}_change"
    return record, reverse(address, args=[quote(record.pk)]), sentence
