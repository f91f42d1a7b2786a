"""Where pages of each kind are in a register of any size: of records, the busiest."""

from django.db.models import Count
from django.urls import reverse

from agreements.models import Agreement, Country, Event, Institution, Sector
from agreements.nouns import LISTED

# The path from a record to its agreements.
BUSIEST = {
    Country: "institutions__agreements",
    Sector: "agreements",
    Institution: "agreements",
    Event: "agreements",
}


def kinds_of_pages(_query):
    """Return {name: address} of pages of each kind, found by the same rule at every size."""
    agreement = Agreement.objects.get(pk=1 + Agreement.objects.count() // 2)
    return {
        "first page": reverse("agreements:home"),
        "what is missing": reverse("agreements:coverage"),
        "charts": f"{reverse('agreements:agreement-list')}?view=charts",
        **{f"list of {noun.plural}": noun.list_address for noun in LISTED},
        "agreement": agreement.get_absolute_url(),
        "its history": agreement.get_history_url(),
        **{f"busiest {model._meta.verbose_name}": busiest(model) for model in BUSIEST},
    }


def busiest(model):
    """Return the address of the record of a noun that has most agreements."""
    most = model.objects.annotate(size=Count(BUSIEST[model])).order_by("-size", "pk").first()
    return most.get_absolute_url()
