"""Folds names as a server does beside its readers; tests call it after they have written."""

from urllib.parse import parse_qs

from django.test import Client

from agreements.search.folding import fold_all


def fold_everything():
    """Fold all that was written before."""
    fold_all(pause=0)


# Names of parameters, of lists and of what is offered as one types.
SEARCHING = {"q", "term"}


class SearchingClient(Client):
    """A reader beside whom names are folded as soon as they are written."""

    def request(self, **request):
        if set(parse_qs(request.get("QUERY_STRING", ""))) & SEARCHING:
            fold_everything()
        return super().request(**request)
