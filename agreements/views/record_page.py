"""The page of one record."""

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import get_language

from agreements.evidence.coverage import meters
from agreements.evidence.series import all_series
from agreements.evidence.timeline import HAPPENINGS, timeline
from agreements.evidence.values import Evidence
from agreements.formats.citing import Citing
from agreements.index.selection import Selection
from agreements.language_paths import for_programs
from agreements.lists.answer import records_in_order
from agreements.lists.live import labels
from agreements.lists.parameters import unknown_parameters
from agreements.lists.recorded import RecordedBySnapshot
from agreements.models import Citation, Figure, Name
from agreements.models.citation import attached_fields
from agreements.models.translation import read_translations_along
from agreements.nouns import AGREEMENT

from . import metadata
from .addressed_page import AddressedPage
from .as_of import PARAMETER, as_of
from .data_links import OF_RECORDS, links_of_record
from .facts import known, rows
from .row_counts import count_for_rows, row_records
from .signposting import signposts

MAX_ROWS = 25
ATTACHED = {
    "names": "names",
    "figures": Prefetch("figures", Figure.objects.with_left_out()),
}


class RecordPage(AddressedPage):
    """The page of one record of a noun."""

    queryset = None
    formats = OF_RECORDS
    parameters = (PARAMETER,)

    def get_template_names(self):
        """Return the template of the noun's own records, or of all records."""
        return [f"agreements/{self.noun.name}_detail.html", "agreements/record_detail.html"]

    def respond(self):
        """Answer with the record as it is, or as it was on the day that the address tells."""
        if PARAMETER in self.request.GET:
            unknown = unknown_parameters(self.request.GET, self.parameters)
            return as_of(self.request, self.noun, self.object, unknown)
        return super().respond()

    def records(self):
        """Return the records that have pages, with all that a page shows of them."""
        if self.queryset is not None:
            return read_translations_along(self.queryset.all())
        every = self.noun.model.objects
        rows = every.for_rows() if hasattr(every, "for_rows") else every.all()
        return read_translations_along(rows)

    def find(self, address):
        """Return the record at an address with its names, by one of which the page calls it."""
        record = super().find(address)
        if self.noun.name in Name.SUBJECTS:
            prefetch_related_objects([record], "names")
        return record

    def get_context_data(self, beside=(), others=(), **context):
        """Return the record with its evidence.

        `beside` are other citations that the page shows, `others` Moments of other records.
        """
        noun, record = self.noun.name, self.object
        evidence = None
        beside = [*beside, *(one for moment in others for one in moment.citations)]
        if noun in Citation.SUBJECTS:
            evidence = Evidence(record, self.citations(), self.parties(), self.items())
            prefetch_related_objects([record], *map(ATTACHED.get, attached_fields(noun)))
            context |= known(record, evidence, beside)
        if noun in HAPPENINGS:
            context["timeline"] = timeline(record, evidence, others)
        if noun in Name.SUBJECTS:
            context["names"] = record.names.all()
        if noun in Figure.SUBJECTS:
            figures = list(record.figures.all())
            context["meters"] = meters(figures, RecordedBySnapshot(self.snapshot))
            context["series"] = all_series(context["meters"])
        context["metadata"] = metadata.of_record(self.request, record, context)
        absolute, revision = for_programs(self.request), self.snapshot.revision
        return super().get_context_data(
            object=record,
            noun=self.noun,
            data_links=links_of_record(record),
            parameters=self.parameters,
            citing=Citing.of_record(record, absolute, revision),
            **rows(record, evidence),
            **context,
        )

    def followed(self, context):
        return [*signposts(context["metadata"].data), *super().followed(context)]

    def citations(self):
        return self.object.citations.with_voices().with_items()

    def parties(self):
        """Return the primary keys of the parties to an agreement; of other records, none."""
        if self.noun is not AGREEMENT:
            return ()
        return [party.institution_id for party in self.object.parties.all()]

    def items(self):
        """Return {field: rows} of the fields with several values that the page itself loaded."""
        return {}

    def select(self, noun, facets=()):
        """Return the Selection of all that have this record as a value, and its Result."""
        value = noun.facet(self.noun.name).choice(self.object)
        chosen = {self.noun.name: (value,)}
        selection = Selection(chosen=chosen, page_size=MAX_ROWS, language=get_language())
        index = self.snapshot.index(noun)
        return selection, index.select(selection, listed=None, facets=facets)

    def first_of_list(self, noun, facets=()):
        """Return what first_rows does, of a noun's list of all that have this record as a value.

        `result` says how many they are in all, and counts some facets; `selection` is the list's.
        """
        selection, result = self.select(noun, facets)
        rows = records_in_order(row_records(noun), result.ids)
        count_for_rows(self.snapshot, noun, rows, labels)
        has_more = result.total > len(rows)
        return {"rows": rows, "has_more": has_more, "result": result, "selection": selection}


def first_rows(found, limit=MAX_ROWS):
    """Return the first of some rows and whether there are more; a queryset is not counted."""
    rows = list(found[: limit + 1])
    return {"rows": rows[:limit], "has_more": len(rows) > limit}
