"""Places: what the register must know of them beyond their model."""

from agreements.models import Place

from .arrangements import NAME_ORDERS
from .noun import Naming, Noun

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
