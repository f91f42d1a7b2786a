"""People: what the register must know of them beyond their model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.models import Citation, Person

from .arrangements import NAME_ORDERS
from .facets import WordsFacet
from .institution import INSTITUTION
from .noun import Naming, Noun
from .published import of_records, published
from .schema_org import Told


def json_ld(person: Person, _told: Told) -> dict:
    """Return a person in the newest office in which a source has them speak."""
    return {
        "@type": "Person",
        "name": person.name,
        "jobTitle": person.position,
        "affiliation": person.body_name and {"@type": "Organization", "name": person.body_name},
    }


PERSON = Noun(
    model=Person,
    plural="people",
    records=Person.objects.for_rows(),
    names=("name",),
    elsewhere=("name",),
    found_by={"institution": ("statements__speaker_institution",)},
    naming=Naming.PROPER_NAME,
    facets=(
        INSTITUTION.counted_along("statements__speaker_institution"),
        WordsFacet(
            parameter="post",
            label=_("Post"),
            unknown_message=_("“%(value)s” is longer than the name of a post."),
            path="statements__speaker_position",
            max_length=Citation._meta.get_field("speaker_position").max_length,
        ),
    ),
    orders=NAME_ORDERS,
    missing=_("The register has no person with the number %(address)s."),
    empty=_("No person matches all of these filters."),
    list_sentence=_(
        "Those who speak for a body, in their offices, and those who wrote what is cited here."
    ),
    record_sentence=_("%(name)s: offices, what was said and written, and which sources say so."),
    holdings=ngettext_lazy("%(shown)s person", "%(shown)s people", "count"),
    columns=of_records(Person, *published(Person, "name")),
    json_ld=json_ld,
)
