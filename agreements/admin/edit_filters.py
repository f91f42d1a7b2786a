"""How the list of edits is narrowed: by who, by noun and by day, quick however many there are."""

from datetime import timedelta

from django.contrib import admin
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Edit, Touch
from agreements.nouns import NOUNS

from .base import RegisterQuerySet


class EditsListed(RegisterQuerySet):
    """Edits as the admin lists them, with days that need no walk through the whole table."""

    def datetimes(self, field_name, kind, order="ASC", tzinfo=None):
        """Answer years, months or days from the first to the last, those without edits too."""
        first, last = models.Min(field_name), models.Max(field_name)
        ends = self.aggregate(first=first, last=last)
        if ends["first"] is None:
            return []
        first, last = (timezone.localdate(ends[end]) for end in ("first", "last"))
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        parts = {"year": {"month": 1, "day": 1}, "month": {"day": 1}}.get(kind, {})
        return sorted({day.replace(**parts) for day in days})


class WhoFilter(admin.SimpleListFilter):
    """Who made an edit; offered are those of the newest edits."""

    title = _("who")
    parameter_name = "who"
    LOOKED_AT = 10_000

    def lookups(self, request, model_admin):
        newest = Edit.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        recent = Edit.objects.filter(pk__gt=newest - self.LOOKED_AT)
        names = set(recent.order_by().values_list("who", flat=True).distinct())
        if chosen := request.GET.get(self.parameter_name):
            names.add(chosen)
        return [(name, name) for name in sorted(names)]

    def queryset(self, request, queryset):
        return queryset.filter(who=self.value()) if self.value() else queryset


class NounFilter(admin.SimpleListFilter):
    """Of which noun the records are that an edit changed, or on which hangs what it changed."""

    title = _("what was changed")
    parameter_name = "noun"
    FEW = 20_000

    def lookups(self, request, model_admin):
        return [(name, noun.title) for name, noun in NOUNS.items()]

    def queryset(self, request, queryset):
        """Begin with the rows of a noun where these are few, else with edits."""
        if not self.value():
            return queryset
        touches = Touch.objects.filter(noun=self.value(), version__edit__isnull=False)
        if Touch.objects.filter(noun=self.value())[: self.FEW + 1].count() <= self.FEW:
            return queryset.filter(pk__in=touches.values("version__edit"))
        return queryset.filter(Exists(touches.filter(version__edit=OuterRef("pk"))))
