"""Which sources want to be read again: read long ago, or at an address that does not answer."""

from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.editing.register_checks import long_unread
from agreements.models import AddressAnswer


def in_words(answer):
    """Return what an address answered, and on which day: "404, on 2026-11-28"."""
    words = {"said": answer.status or answer.said, "on": answer.asked_on, "to": answer.moved_to}
    if answer.moved_to:
        return gettext("%(said)s, on %(on)s; it leads on to %(to)s") % words
    return gettext("%(said)s, on %(on)s") % words


class ReadFilter(admin.SimpleListFilter):
    """Sources that nobody read for a year, as far as is known."""

    title = _("reading")
    parameter_name = "read"

    def lookups(self, request, model_admin):
        return [("long-ago", _("Not read for a year"))]

    def queryset(self, request, queryset):
        return queryset.filter(long_unread()) if self.value() == "long-ago" else queryset


class AnswerFilter(admin.SimpleListFilter):
    """Sources by what their address answered when `manage.py check_links` asked it last."""

    title = _("address")
    parameter_name = "address"

    def lookups(self, request, model_admin):
        return [("dead", _("Does not answer")), ("moved", _("Leads on to another one"))]

    def queryset(self, request, queryset):
        if self.value() not in ("dead", "moved"):
            return queryset
        answers = getattr(AddressAnswer.objects, self.value())()
        return queryset.filter(url__in=answers.order_by().values("address"))
