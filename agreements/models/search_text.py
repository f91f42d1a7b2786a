"""What is searched: made from the records by `agreements/search/`, and never edited."""

from django.db import models

from .change import Revision


class SearchText(models.Model):
    """All names of one record, folded: "| chongking | 重 庆 |".

    `id` tells the record, as `search/texts.py` counts: the noun in the upper bits, its key below.
    """

    id = models.BigIntegerField(primary_key=True)
    text = models.TextField()

    def __str__(self):
        return self.text


class SearchPassage(models.Model):
    """The sentences about one record, folded: its summary, and what sources say of it.

    `id` is that of the record's SearchText.
    """

    id = models.BigIntegerField(primary_key=True)
    text = models.TextField()

    def __str__(self):
        return self.text


class SearchWord(models.Model):
    """A word that stands, or once stood, in a name: what a misspelt one is compared with.

    `stems` has the stems of all its written forms that were met, with single spaces between.
    """

    text = models.CharField(max_length=40, unique=True)
    stems = models.TextField(blank=True)

    def __str__(self):
        return self.text


class SearchState(models.Model):
    """How far names and sentences are folded, by which rules, and whose turn it is: one row."""

    number = models.BigIntegerField()
    noted_at = models.DateTimeField()
    rules = models.CharField(max_length=12)
    # Where everything is folded anew: the id from which on it is not done yet.
    position = models.BigIntegerField(null=True)
    # Whoever folds now, and until when others leave it to them: they may have been stopped.
    turn = models.CharField(max_length=32, blank=True)
    turn_until = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.number}, {self.noted_at}, {self.rules}"

    @property
    def revision(self):
        """Return the Revision of the register of which nothing is missing, once all is folded."""
        return Revision(self.number, self.noted_at)

    @revision.setter
    def revision(self, revision):
        self.number, self.noted_at = revision[:2]

    def is_of(self, revision, rules):
        """Return whether all is folded that a Revision holds, by the rules."""
        return self.position is None and (*self.revision[:2], self.rules) == (*revision[:2], rules)

    def is_taken(self, turn, now):
        """Return whether another turn than this one lasts at a moment."""
        return self.turn not in {"", turn} and self.turn_until > now
