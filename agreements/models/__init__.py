"""The register's nouns, one file each."""

from .account_language import AccountLanguage
from .address_answer import AddressAnswer
from .agreement import Agreement
from .alias import Alias
from .alliance import Alliance, Membership
from .change import ANYTHING, Change, Revision, revision_number
from .citation import Citation
from .country import Country
from .distinct import Distinct
from .edit import Edit
from .epoch import Epoch
from .event import Event
from .figure import Figure
from .identifier import Identifier
from .institution import Institution
from .link import Link
from .name import Name
from .party import Party
from .person import Person
from .place import Place
from .project import Project
from .proposal import Proposal
from .publisher import Publisher
from .refs import RefCounter
from .register_check import FoundBreak, RegisterCheck
from .search_text import SearchPassage, SearchState, SearchText, SearchWord
from .sector import Sector
from .settlement import Settlement
from .sheet_columns import SheetColumns
from .source import Source
from .translation import Translation
from .version import Touch, Version

__all__ = [
    "ANYTHING",
    "AccountLanguage",
    "AddressAnswer",
    "Agreement",
    "Alias",
    "Alliance",
    "Change",
    "Citation",
    "Country",
    "Distinct",
    "Edit",
    "Epoch",
    "Event",
    "Figure",
    "FoundBreak",
    "Identifier",
    "Institution",
    "Link",
    "Membership",
    "Name",
    "Party",
    "Person",
    "Place",
    "Project",
    "Proposal",
    "Publisher",
    "RefCounter",
    "RegisterCheck",
    "Revision",
    "SearchPassage",
    "SearchState",
    "SearchText",
    "SearchWord",
    "Sector",
    "Settlement",
    "SheetColumns",
    "Source",
    "Touch",
    "Translation",
    "Version",
    "revision_number",
]
