"""Cities, districts and regions."""

from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.language_paths import address_of

from .addressed import Addressed
from .country import Country
from .filled_links import filled_indexes
from .hierarchy import refuse_circle, refuse_other_country
from .plain_text import validate_line


class PlaceQuerySet(models.QuerySet):
    """Places, in the words of the register."""

    def within(self, places):
        """Places that are one of those, or lie in one: a district of a city of a region."""
        steps = ("pk", "parent", "parent__parent")
        return self.filter(reduce(or_, (Q(**{f"{step}__in": places}) for step in steps)))


class Place(Addressed):
    """A city, a district or a region."""

    PUBLIC_FIELDS = ("name", "country", "parent", "latitude", "longitude")

    name = models.CharField(
        _("name"),
        max_length=200,
        help_text=_("As English texts write it."),
        validators=[validate_line],
    )
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        related_name="places",
        help_text=_("The country it lies in."),
        validators=[validate_line],
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("lies in"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text=_("The city or region that this place is a part of."),
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, help_text=_("Degrees north, from -90 to 90 (WGS 84).")
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        help_text=_("Degrees east, from -180 to 180 (WGS 84)."),
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        indexes = filled_indexes("place", ["parent"])
        constraints = [
            models.CheckConstraint(
                name="place_latitude_within_poles",
                condition=Q(latitude__range=(-90, 90)),
                violation_error_message=_("A latitude lies between -90 and 90 degrees."),
            ),
            models.CheckConstraint(
                name="place_longitude_within_circle",
                condition=Q(longitude__range=(-180, 180)),
                violation_error_message=_("A longitude lies between -180 and 180 degrees."),
            ),
            models.CheckConstraint(
                name="place_has_both_coordinates_or_none",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message=_("Give both coordinates of a place, or neither."),
            ),
            models.CheckConstraint(
                name="place_lies_in_another",
                condition=~Q(parent=models.F("id")),
                violation_error_message=_("A place cannot lie in itself."),
            ),
        ]

    def clean(self):
        refuse_circle(self, "parent")
        refuse_other_country(self, "parent", _("That place lies in another country."))
        self._keep_what_is_in_it()

    def _keep_what_is_in_it(self):
        """Refuse to move to another country without the bodies and the places that are in it."""
        elsewhere = (
            related.exclude(country=self.country_id).exclude(country=None).exists()
            for related in ((self.parts, self.institutions) if self.pk and self.country_id else ())
        )
        if any(elsewhere):
            sentence = _("Institutions or places in it are in another country: move them first.")
            raise ValidationError({"country": sentence})

    def get_absolute_url(self):
        """Return the address at which the place stands: its country's page."""
        country = address_of("agreements:country-detail", self.country_id)
        return f"{country}#place-{self.pk}"

    def and_what_holds_it(self):
        """Return the place and those that it lies in, up to two: its city, the city's region."""
        places = [self, self.parent, self.parent and self.parent.parent]
        return [place for place in places if place]
