"""The page of one record."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render

from agreements.evidence.coverage import meters
from agreements.evidence.series import all_series
from agreements.evidence.values import Evidence, sigla, sources_of, tally
from agreements.index.selection import Selection
from agreements.lists.answer import records_in_order
from agreements.lists.recorded import RecordedBySnapshot
from agreements.models import Citation, Figure, Name, RefCounter
from agreements.models.citation import ITEMS, attached_fields
from agreements.models.grades import Grade
from agreements.nouns import AGREEMENT, noun_of

from . import metadata
from .facts import facts
from .page import Page

MAX_ROWS = 25
ATTACHED = {
    "names": "names",
    "figures": Prefetch("figures", Figure.objects.with_left_out()),
}


class RecordPage(Page):
    """The page of one record of a noun, found by the field that its address names it by."""

    noun = None
    queryset = None

    def get_template_names(self):
        """Return the template of the noun's own records, or of all records."""
        return [f"agreements/{self.noun.name}_detail.html", "agreements/record_detail.html"]

    def get(self, request, *args, **kwargs):
        """Answer with the page, its one true address, or a sentence where there is no record."""
        address = kwargs["address"]
        try:
            self.object = self.find(address)
        except ObjectDoesNotExist:
            return self.missing(address)
        return self.respond() if self.object.address == address else self.canonical()

    def canonical(self):
        """Answer with a redirect to the one true address of the record."""
        return redirect(self.object, permanent=True)

    def respond(self):
        return self.render_to_response(self.get_context_data())

    def find(self, address):
        """Return the record at an address; its letters may be written large or small."""
        model = self.noun.model
        canonical = model.canonical_address(address)
        if not model.ADDRESS_PATTERN.fullmatch(canonical):
            raise model.DoesNotExist
        return self.records().get(**{model.ADDRESS_FIELD: canonical})

    def records(self):
        """Return the records that have pages, with all that a page shows of them."""
        if self.queryset is not None:
            return self.queryset.all()
        every = self.noun.model.objects
        return every.for_rows() if hasattr(every, "for_rows") else every.all()

    def missing(self, address):
        """Answer 410 for a record that was deleted, 404 for one that never was."""
        ref = self.noun.model.canonical_address(address)
        prefix = getattr(self.noun.model, "REF_PREFIX", None)
        if prefix and ref.startswith(prefix) and RefCounter.objects.has_issued(ref):
            return render(self.request, "410.html", {"ref": ref}, status=410)
        raise Http404(self.noun.missing % {"address": address[:60]})

    def get_context_data(self, beside=(), **context):
        """Return the record with its evidence; `beside` are other citations that the page shows."""
        noun, record = self.noun.name, self.object
        evidence = None
        if noun in Citation.SUBJECTS:
            evidence = Evidence(noun, self.citations(), self.parties(), self.items())
            prefetch_related_objects([record], *map(ATTACHED.get, attached_fields(noun)))
            context |= known(record, evidence, beside)
        if noun in Name.SUBJECTS:
            context["names"] = record.names.all()
        if noun in Figure.SUBJECTS:
            figures = list(record.figures.all())
            context["meters"] = meters(figures, RecordedBySnapshot(self.snapshot))
            context["series"] = all_series(context["meters"])
        context["metadata"] = metadata.of_record(self.request, record, context)
        return super().get_context_data(
            object=record, noun=self.noun, **rows(record, evidence), **context
        )

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
        value = noun.facet(self.noun.name).value(self.object)
        selection = Selection(chosen={self.noun.name: (value,)}, page_size=MAX_ROWS)
        index = self.snapshot.index(noun)
        return selection, index.select(selection, listed=None, facets=facets)

    def first_of_list(self, noun, facets=()):
        """Return what first_rows does, of a noun's list of all that have this record as a value.

        `result` says how many they are in all, and counts some facets; `selection` is the list's.
        """
        selection, result = self.select(noun, facets)
        rows = records_in_order(noun.records, result.ids)
        has_more = result.total > len(rows)
        return {"rows": rows, "has_more": has_more, "result": result, "selection": selection}


def known(record, evidence, beside):
    """Return what a page shows of the Evidence of its record as a whole.

    Its sources are those of all citations on the page, which stand under letters.
    """
    sources = sources_of([*evidence.citations, *beside])
    marked = sigla(sources)
    values = evidence.of_record(record)
    in_place = [*noun_of(record).facts, record.TITLE_FIELD, *ITEMS]
    return {
        "evidence": evidence,
        "tally": tally(values),
        "disputed_values": [value for value in values if value.grade == Grade.DISPUTED],
        "grade": evidence.grade(record) if record.KEY_FIELDS else None,
        "besides": evidence.besides(in_place),
        "sources": [(marked[source.pk], source) for source in sources],
        "sigla": marked,
    }


def rows(record, evidence):
    """Return the Facts of a record, and the labels of those that nobody knows or speaks of."""
    found = facts(record, evidence)
    return {
        "facts": [fact for fact in found if fact.is_told],
        "untold": [fact.label for fact in found if not fact.is_told],
    }


def first_rows(queryset, limit=MAX_ROWS):
    """Return the first rows of a queryset and whether there are more, without counting them."""
    rows = list(queryset[: limit + 1])
    return {"rows": rows[:limit], "has_more": len(rows) > limit}
