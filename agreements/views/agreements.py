"""The page of an agreement."""

from django.db.models import Q
from django.utils.functional import cached_property

from agreements.evidence.timeline import moments_of_others
from agreements.evidence.values import Evidence
from agreements.lists.addresses import href, list_context
from agreements.lists.filters import RegisterFilter
from agreements.lists.live import labels
from agreements.models import Agreement, Citation, Link
from agreements.models.days import Day, Precision
from agreements.nouns import AGREEMENT

from .page_charts import lineup
from .record_page import RecordPage, first_rows

MAX_LINKS = 100


class AgreementPage(RecordPage):
    """One agreement: its parties, what came of it, and how that is known."""

    noun = AGREEMENT
    queryset = Agreement.objects.for_page()

    def records(self):
        return super().records().with_in_force(self.today)

    def get_context_data(self, **context):
        """Return the agreement with what came of it, and its place in the list it was found in."""
        back = self.evidence_of_links_back()
        context = super().get_context_data(
            projects=self.projects,
            today=Day(self.today, Precision.DAY),
            links=self.items()["links"],
            links_back=back,
            beside=[one for _link, value in back for one in value.citations],
            others=self.moments_of_others(),
            has_more_links=self.links["has_more"],
            **self.place_in_list(),
            **context,
        )
        # Drawn last, when all is read that the page names.
        drawing = lineup(self.snapshot, self.object, self.projects["rows"])
        return {**context, "lineup": drawing}

    @cached_property
    def projects(self):
        return first_rows(self.object.projects.for_rows())

    @cached_property
    def links(self):
        """Return the rows of the links from the agreement and to it, and whether there are more."""
        return first_rows(Link.objects.at(self.object), MAX_LINKS)

    @cached_property
    def links_back(self):
        """Return the links that lead to the agreement."""
        return [link for link in self.links["rows"] if link.to_agreement_id == self.object.pk]

    def items(self):
        own = self.object.pk
        return {"links": [link for link in self.links["rows"] if link.from_agreement_id == own]}

    @cached_property
    def cited(self):
        """Return the citations of the agreement, and what its page needs of those of others.

        They tell of the links that lead to it, of the days of signing of agreements that are
        linked with it, and of the days and the status of its projects.
        """
        near = [link.from_agreement_id for link in self.links_back]
        linked = [agreement.pk for agreement in self.linked]
        projects = [project.pk for project in self.projects["rows"]]
        about = (
            Q(agreement=self.object)
            | Q(agreement__in=near, field="links")
            | Q(agreement__in=linked, field="signed_on")
            | Q(project__in=projects, field__in=("started_on", "status"))
        )
        return list(Citation.objects.filter(about).with_voices().with_items())

    @property
    def linked(self):
        """Return the agreements that are linked with the one of the page, each once."""
        ends = [
            end for link in self.links["rows"] for end in (link.from_agreement, link.to_agreement)
        ]
        return [end for end in dict.fromkeys(ends) if end != self.object]

    def moments_of_others(self):
        """Return when linked agreements were signed, and what happened to projects."""
        signings = moments_of_others(self.linked, self.cited, ("signed_on",))
        return [*signings, *moments_of_others(self.projects["rows"], self.cited)]

    def citations(self):
        return [citation for citation in self.cited if citation.agreement_id == self.object.pk]

    def evidence_of_links_back(self):
        """Return each link that leads here with its evidence, which stands on the other page."""
        found = []
        for link in self.links_back:
            near = link.from_agreement_id
            citations = [citation for citation in self.cited if citation.agreement_id == near]
            found.append((link, Evidence(link.from_agreement, citations).of("links", link)))
        return found

    @cached_property
    def filterset(self):
        """Return what reads from the address in which list the agreement was found."""
        return RegisterFilter(self.request.GET, AGREEMENT, labels=labels)

    @property
    def parameters(self):
        return (*super().parameters, *self.filterset.form.parameters)

    def place_in_list(self):
        """Return the neighbours of the agreement in the list that the address tells of.

        The page is the same without them: where the list is none or does not hold the agreement,
        nothing is returned.
        """
        filterset = self.filterset
        if not filterset.is_valid():
            return {}
        selection = filterset.selection
        place = self.snapshot.index(AGREEMENT).neighbours(
            selection, self.object.pk, self.snapshot.matches(selection.query)
        )
        if place is None:
            return {}
        beside = Agreement.objects.in_bulk([pk for pk in (place.previous, place.next) if pk])
        return {
            "list_context": list_context(selection),
            "neighbours": {
                **place._asdict(),
                "previous": beside.get(place.previous),
                "next": beside.get(place.next),
                "list": AGREEMENT.list_address + href(selection.page_of(place.position)),
            },
        }
