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


class SearchWord(models.Model):
    """A word that stands, or once stood, in a name: what a misspelt one is compared with."""

    text = models.CharField(max_length=40, unique=True)

    def __str__(self):
        return self.text


class SearchState(models.Model):
    """The newest change that the texts know, and the rules by which they are folded: one row."""

    number = models.BigIntegerField()
    noted_at = models.DateTimeField()
    rules = models.CharField(max_length=12)

    def __str__(self):
        return f"{self.number}, {self.noted_at}, {self.rules}"

    @property
    def revision(self):
        """Return the Revision of the register whose names the texts hold."""
        return Revision(self.number, self.noted_at)
