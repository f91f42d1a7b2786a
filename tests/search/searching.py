"""What the register answers to a reader's words, for tests."""

from agreements.lists import live
from agreements.nouns import NOUNS
from agreements.search.query import parse


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
