"""The page of a source."""

import re

from agreements.nouns import SOURCE

from .record_page import RecordPage


class SourcePage(RecordPage):
    """One source: everything that it says in the register."""

    noun = SOURCE

    def get_context_data(self, **context):
        """Return the source with what it says, in the order in which it says it."""
        citations = self.object.citations.with_voices().with_subjects()
        return super().get_context_data(sayings=sorted(citations, key=in_order), **context)


def in_order(citation):
    """Return the key that puts "paragraph 10" after "paragraph 9", and what has no place last.

    Of one place, what is said of one record stands together.
    """
    about = citation.subject_name, str(citation.subject_key)
    numbers = [int(number) for number in re.findall(r"[0-9]{1,9}", citation.locator)]
    place = numbers, citation.locator_unit, citation.locator
    return (not citation.place_in_source, *place, *about, citation.pk)
