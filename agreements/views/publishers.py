"""The page of a publisher."""

from agreements.nouns import PUBLISHER

from .record_page import RecordPage, first_rows


class PublisherPage(RecordPage):
    """One publisher: what it published that is cited."""

    noun = PUBLISHER

    def get_context_data(self, **context):
        sources = first_rows(self.object.sources.for_rows())
        return super().get_context_data(sources=sources, **context)
