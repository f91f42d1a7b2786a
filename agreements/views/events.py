"""The page of an event."""

from agreements.models import Event
from agreements.nouns import AGREEMENT, EVENT

from .record_page import RecordPage


class EventPage(RecordPage):
    """One event: its programme, what was signed at it and what was said at it."""

    noun = EVENT
    queryset = Event.objects.for_rows().select_related("part_of")

    def get_context_data(self, **context):
        return super().get_context_data(
            agreements=self.first_of_list(AGREEMENT),
            parts=list(self.object.parts.for_rows().as_programme()),
            **context,
        )
