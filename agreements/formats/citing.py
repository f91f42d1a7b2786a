"""How records and lists are cited: one description, which each format writes in its own way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Self

from django.db.models import Model
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.keeper import keeper, licence
from agreements.language_paths import OWN
from agreements.lists.addresses import lasting
from agreements.lists.answer import Answer
from agreements.lists.wording import order_in_words, title_of, total_in_words
from agreements.models import Revision, revision_number
from agreements.punctuation import listed_apart

from . import csv_rows
from .described import Described
from .listing import Absolute, Listing

# Of longer lists the file is not made only to be cited.
MAX_HASHED = 5_000


@dataclass(frozen=True, kw_only=True)
class Citing:
    """A record or a list as it is cited: what it is called, and of which revision it is.

    `key` is a name for programs, of letters, digits, "-" and "_". `address` is the absolute one of
    its page. `particulars` tell it apart: its number, how many records it has and in which order.
    `checksum` is the SHA-256 of a list's CSV without a mark at its beginning, empty where it is not
    told.
    """

    key: str
    title: str
    address: str
    revision: Revision | None
    particulars: tuple[str, ...] = ()
    is_list: bool = False
    checksum: str = ""

    @classmethod
    def of_record(cls, record: Model, absolute: Absolute, revision: Revision | None) -> Self:
        """Return how a record is cited."""
        ref = getattr(record, "ref", "")
        return cls(
            key=f"coop-{record.address}-r{revision_number(revision)}",
            title=one_line(str(record)),
            address=absolute(record.get_absolute_url()),
            revision=revision,
            particulars=(_("record %(number)s") % {"number": ref},) if ref else (),
        )

    @classmethod
    def of_list(cls, answered: Answer, absolute: Absolute, revision: Revision | None) -> Self:
        """Return how all that an address chooses is cited, in its order."""
        noun, selection = answered.noun, lasting(answered.noun, answered.selection)
        listing = Listing(
            answer=replace(answered, selection=selection), revision=revision, absolute=absolute
        )
        total = total_in_words(noun, answered.result)
        order = order_in_words(noun, selection)
        return cls(
            key=listing.file_name,
            title=one_line(title_of(noun, selection)),
            address=listing.page_address.removesuffix("?"),
            revision=revision,
            particulars=(total, _("order: %(order)s") % {"order": order}),
            is_list=True,
        )

    @property
    def register(self) -> str:
        return _("Coop: a register of cooperation agreements")

    @property
    def keeper(self) -> str:
        """Return who answers for it, empty where they have not said who they are."""
        kept_by = keeper()
        return one_line(kept_by.name) if kept_by else ""

    @property
    def number(self) -> str:
        """Return the number of the revision, 0 before the first change."""
        return str(revision_number(self.revision))

    @property
    def day(self) -> date | None:
        """Return the day of the revision; the same revision is cited alike on every day."""
        return timezone.localdate(self.revision.noted_at) if self.revision else None

    @property
    def notes(self) -> str:
        """Return what no field of its own holds: what tells it apart, its state and its terms."""
        return listed_apart(self._notes())

    def _notes(self) -> Iterable[str]:
        yield from self.particulars
        if self.day:
            day = formats.date_format(self.day, "DATE_FORMAT")
            yield _("revision %(number)s of %(day)s") % {"number": self.number, "day": day}
        yield _("licence: %(licence)s") % {"licence": one_line(licence().name)}
        if self.checksum:
            yield _("SHA-256 of its CSV (bom=0): %(checksum)s") % {"checksum": self.checksum}

    @property
    def text(self) -> str:
        """Return the citation as it is written in a list of works."""
        told = {
            "keeper": self.keeper,
            "title": self.title,
            "register": self.register,
            "notes": self.notes,
            "address": self.address,
        }
        if self.keeper:
            return _("%(keeper)s: “%(title)s”. %(register)s; %(notes)s. %(address)s") % told
        return _("“%(title)s”. %(register)s; %(notes)s. %(address)s") % told


def described(found: Described) -> Citing:
    """Return how the record is cited that data tells of."""
    return Citing.of_record(found.record, found.told.absolute, found.revision)


def listed(listing: Listing) -> Citing:
    """Return how the list is cited that data tells of, with the checksum of its CSV."""
    citing = Citing.of_list(listing.answer, listing.absolute, listing.revision)
    if len(listing.keys) > MAX_HASHED:
        return citing
    whole = sha256()
    with override(OWN):
        for part in csv_rows.of_list(replace(listing, options={"bom": False})):
            whole.update(part)
    return replace(citing, checksum=whole.hexdigest())


def one_line(text: str) -> str:
    """Return a text with all of its white space, ends of lines too, as single spaces."""
    return " ".join(text.split())
