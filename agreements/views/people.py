"""The page of a person."""

from agreements.nouns import PERSON

from .record_page import RecordPage, first_rows


class PersonPage(RecordPage):
    """One person: posts, what they said about which records, and what they wrote."""

    noun = PERSON

    def get_context_data(self, **context):
        said = self.object.statements.with_voices()
        statements = first_rows(said.with_subjects().order_by_source_day())
        posts = first_rows(said.newest_in_each_post().order_by_source_day())
        return super().get_context_data(
            posts=posts,
            statements=statements,
            beside=[*statements["rows"], *posts["rows"]],
            speeches=speeches(statements["rows"]),
            written=first_rows(self.object.written_sources.for_rows()),
            **context,
        )


def speeches(statements):
    """Return the statements about one record in one post, as lists in the order of the first."""
    found = {}
    for citation in statements:
        found.setdefault(occasion(citation), []).append(citation)
    return list(found.values())


def occasion(citation):
    """Return what the statements have in common that stand together: the record and the post."""
    record = citation.subject_name, citation.subject_key
    return record, citation.speaker_position, citation.speaker_institution_id
