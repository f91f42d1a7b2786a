"""What the register answers to a reader's words, for tests."""

from agreements.lists import live
from agreements.nouns import NOUNS
from agreements.search import passages
from agreements.search.query import parse
from agreements.search.texts import primary_keys
from tests.folded import fold_everything


def looked_up(query):
    """Return the Matches of a query in all names that there are."""
    with live.snapshot() as taken:
        return taken.matches(parse(query))


def records(found, matches):
    """Return the titles of what is found, of all nouns."""
    return {
        str(record)
        for noun in NOUNS
        for record in NOUNS[noun].model.objects.filter(
            pk__in=matches.names.pks(noun, found.of(noun))
        )
    }


def levels(query):
    """Return for each Level the titles of the records of which a name holds a query of one term."""
    matches = looked_up(query)
    [term] = matches.terms
    return [records(found, matches) for found in term.found]


def told(query):
    """Return {noun: primary keys} of what sentences that are there now hold all words of."""
    fold_everything()
    return in_any_form(parse(query))


def in_any_form(query):
    """Return {noun: primary keys} of what sentences hold all terms of a Query, in any form."""
    return as_keys(passages.find(query).in_any_form)


def as_keys(found):
    """Return {noun: primary keys} of {noun: keys} of passages."""
    return {noun: primary_keys(noun, keys) for noun, keys in found.items()}
