"""A page about one record, which its address names."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render

from agreements.models import Alias, RefCounter

from .page import Page

# What follows an address in a sentence.
BEHIND = ".,;:!?)]}>'\"»”’…。，；：）】》」"


class AddressedPage(Page):
    """A page about one record of a noun, found by the field that its address names it by."""

    noun = None

    def get(self, request, *args, **kwargs):
        """Answer with the page, its one true address, or a sentence where there is no record."""
        address = kwargs["address"]
        try:
            self.object = self.find(address)
        except ObjectDoesNotExist:
            self.object = self.bearer(address) or self.within_a_sentence(address)
            return self.canonical() if self.object else self.missing(address)
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

    def bearer(self, address):
        """Return the record to which a former address leads, None where it leads to none."""
        return Alias.objects.bearer(self.noun.name, self.noun.model.canonical_address(address))

    def within_a_sentence(self, address):
        """Return the record at an address that was copied with the stop or bracket behind it."""
        bare = address.rstrip(BEHIND)
        try:
            return self.find(bare) if bare != address else None
        except ObjectDoesNotExist:
            return None

    def records(self):
        """Return the records that have pages."""
        return self.noun.model.objects.all()

    def missing(self, address):
        """Answer 410 for a record that was deleted, 404 for one that never was."""
        ref = self.noun.model.canonical_address(address)
        prefix = getattr(self.noun.model, "REF_PREFIX", None)
        if prefix and ref.startswith(prefix) and RefCounter.objects.has_issued(ref):
            return render(self.request, "410.html", {"ref": ref}, status=410)
        raise Http404(self.noun.missing % {"address": address[:60]})
