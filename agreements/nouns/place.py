"""Places: what the register must know of them beyond their model."""

from dataclasses import replace

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from agreements.models import Place

from .arrangements import NAME_ORDERS
from .derived import GroupFacet
from .facets import link_along
from .noun import Naming, Noun


def places_along(model: type[Model], path: str, *, is_shared: bool = True) -> GroupFacet:
    """Return the facet of the places to which a path leads, each with those within it."""
    return GroupFacet(
        parameter="place",
        label=_("Place"),
        unknown_message=_("No place has the number “%(value)s”."),
        of=replace(link_along(model, path), is_shared=is_shared),
        model=Place,
        members=Place.objects.within,
        onward=("", "parent", "parent__parent"),
        behind="country",
    )


PLACE = Noun(
    model=Place,
    records=Place.objects.select_related("country"),
    names=("name",),
    elsewhere=Place.PUBLIC_FIELDS,
    uncited=("latitude", "longitude"),
    found_by={"country": ("country",), "place": ("parent",)},
    naming=Naming.TERRITORY,
    orders=NAME_ORDERS,
)
