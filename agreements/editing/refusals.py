"""What the register refuses to hold, said in the words of the rule that forbids it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError, connection, models
from django.utils.translation import gettext as _

from agreements import databases
from agreements.databases.broken_rule import BrokenRule


class Refused(Exception):  # noqa: N818, it is no error of the program
    """A rule of the register forbids what was to be written; nothing of it was."""


@contextmanager
def in_words() -> Iterator[None]:
    """Raise Refused where the database refuses what is written within the block.

    The block is one transaction of its own. Forms look at most rules first, but not at those that
    somebody else's change breaks at the same moment.
    """
    try:
        yield
    except IntegrityError as error:
        raise Refused(sentence_of(error)) from error


def sentence_of(error: IntegrityError) -> str:
    """Return the sentence of the rule that a database kept; to be asked outside a transaction."""
    rule = databases.of(connection).broken_rule(connection, error)
    if rule.is_link:
        return _(
            "Nothing was saved: a record that this leads to was deleted a moment ago, or one that "
            "was to be deleted is in use since."
        )
    for model in apps.get_app_config("agreements").get_models():
        if sentence := _of_constraint(model, rule) or _of_field(model, rule):
            return sentence
    return _("Nothing was saved: it would break a rule of the register.")


def _of_constraint(model: type[models.Model], rule: BrokenRule) -> str:
    for constraint in model._meta.constraints:
        fields = getattr(constraint, "fields", ())
        columns = tuple(model._meta.get_field(field).column for field in fields)
        is_same = columns and (model._meta.db_table, columns) == (rule.table, rule.columns)
        if constraint.name == rule.name or is_same:
            return str(constraint.get_violation_error_message())
    return ""


def _of_field(model: type[models.Model], rule: BrokenRule) -> str:
    for field in model._meta.local_fields:
        if field.unique and (model._meta.db_table, (field.column,)) == (rule.table, rule.columns):
            return " ".join(model().unique_error_message(model, (field.name,)).messages)
    return ""
