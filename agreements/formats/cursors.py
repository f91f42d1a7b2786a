"""Cursors: where in a list the next page begins, whatever is written meanwhile."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.core.signing import BadSignature, Signer

from agreements.index.places import Place
from agreements.nouns import Noun

# Cursors of another shape are not read: it is a part of what is signed.
SHAPE = "1"


class BadCursorError(ValueError):
    """A text that this register has not given as a cursor of this list."""


@dataclass(frozen=True)
class Cursor:
    """The Place after which a page of a list in some order begins, and the first page's revision.

    It is text in base64url that the register signs: whoever has it needs nothing else, any process
    of the register reads it, and no other one is read. `first_revision` is 0 before any change.
    """

    sort: str
    place: Place
    first_revision: int

    @classmethod
    def after(cls, noun: Noun, sort: str, pk: int | str, first_revision: int) -> Self:
        """Return the Cursor after a record of a noun, which must be there."""
        arrangement = noun.arrangement(sort)
        key = arrangement.order.key_of(noun.model._default_manager.order_by(), pk)
        return cls(sort, Place(key, pk), first_revision)

    @classmethod
    def read(cls, noun: Noun, text: str) -> Self:
        """Return the Cursor that a text is; raise BadCursorError where it is none of this list."""
        try:
            sort, key, pk, first_revision = _signer(noun).unsign_object(text)
        except BadSignature as error:
            raise BadCursorError from error
        return cls(sort, Place(key, pk), first_revision)

    def written(self, noun: Noun) -> str:
        key, pk = self.place
        parts = [self.sort, _as_text(key), pk, self.first_revision]
        return _signer(noun).sign_object(parts, compress=True)


def _signer(noun: Noun) -> Signer:
    return Signer(sep=".", salt=f"cursor {SHAPE} {noun.name}")


def _as_text(key: object) -> object:
    """Return a key as JSON can hold it; moments are days too."""
    return key.isoformat() if isinstance(key, date) else key
