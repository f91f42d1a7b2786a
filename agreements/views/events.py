"""The pages of events."""

from django.utils.translation import gettext_lazy as _

from agreements.index import live
from agreements.models import Event

from .base import RegisterDetail, RegisterList, first_of_list


class EventList(RegisterList):
    """All events, the newest first."""

    queryset = Event.objects.for_rows()
    title = _("Events")


class EventDetail(RegisterDetail):
    """One event: its programme, what was signed at it and what was said at it."""

    queryset = Event.objects.for_rows().select_related("part_of")
    noun_missing = _("The register has no event with the number %(address)s.")

    def get_context_data(self, **context):
        """Return the event with its agreements and its programme."""
        return super().get_context_data(
            agreements=first_of_list(live.agreements, "event", self.object),
            parts=self.object.parts.for_rows().as_programme(),
            **context,
        )
