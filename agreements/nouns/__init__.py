"""The nouns of the register, a file each: what it must know of them beyond their models."""

from django.db.models import Model

from .agreement import AGREEMENT
from .alliance import ALLIANCE
from .country import COUNTRY
from .event import EVENT
from .institution import INSTITUTION
from .noun import Noun
from .person import PERSON
from .place import PLACE
from .project import PROJECT
from .publisher import PUBLISHER
from .sector import SECTOR
from .source import SOURCE

# In the order in which readers meet them in menus.
NOUNS = {
    noun.name: noun
    for noun in (
        AGREEMENT,
        INSTITUTION,
        SECTOR,
        COUNTRY,
        PLACE,
        ALLIANCE,
        EVENT,
        PROJECT,
        PERSON,
        SOURCE,
        PUBLISHER,
    )
}
LISTED = tuple(noun for noun in NOUNS.values() if noun.plural)

__all__ = [
    "AGREEMENT",
    "ALLIANCE",
    "COUNTRY",
    "EVENT",
    "INSTITUTION",
    "LISTED",
    "NOUNS",
    "PERSON",
    "PLACE",
    "PROJECT",
    "PUBLISHER",
    "SECTOR",
    "SOURCE",
    "Noun",
]


def noun_of(record: Model | type[Model]) -> Noun:
    return NOUNS[record._meta.model_name]
