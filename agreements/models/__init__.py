"""The register's nouns, one file each."""

from .agreement import Agreement, Party
from .alliance import Alliance, Membership
from .changes import Change
from .event import Event
from .evidence import Citation, Source
from .figures import Figure
from .geography import Country, Place
from .institution import Institution
from .names import Name
from .project import Project
from .refs import RefCounter
from .search import SearchState, SearchText, SearchWord
from .sector import Sector

__all__ = [
    "Agreement",
    "Alliance",
    "Change",
    "Citation",
    "Country",
    "Event",
    "Figure",
    "Institution",
    "Membership",
    "Name",
    "Party",
    "Place",
    "Project",
    "RefCounter",
    "SearchState",
    "SearchText",
    "SearchWord",
    "Sector",
    "Source",
]
