"""Who keeps this copy of the register, and on which terms its data may be used: as set for it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings


@dataclass(frozen=True)
class Keeper:
    """Who answers for a copy of the register, and their e-mail or https address if it is known."""

    name: str
    address: str = ""

    @property
    def has_page(self) -> bool:
        """Return whether the address is that of a page rather than of a letter box."""
        return self.address.lower().startswith("https://")

    @property
    def href(self) -> str:
        """Return what a link to the keeper leads to: a page or a letter, never a script."""
        return self.address if self.has_page else f"mailto:{quote(self.address, safe='@+')}"


@dataclass(frozen=True)
class Licence:
    """The terms on which the data of a copy may be used: their name, and where they are written."""

    name: str
    address: str


def keeper() -> Keeper | None:
    """Return who keeps this copy, None where they have not said who they are."""
    return Keeper(settings.KEEPER, settings.KEEPER_ADDRESS) if settings.KEEPER else None


def licence() -> Licence:
    return Licence(settings.DATA_LICENCE, settings.DATA_LICENCE_URL)
