"""What is wrong with one record as the database holds it, with all that belongs to it."""

from django.db import models

from agreements.models import Agreement, Citation
from agreements.models.citation import CITED

from .integrity import citation_problem, dispute_problem, party_problem


def problems_of(model: type[models.Model], key: object) -> set[str]:
    """Return the sentences of the rules that a record breaks, of those that forms keep."""
    record = model._base_manager.filter(pk=key).first()
    if record is None:
        return set()
    problems = []
    if model is Agreement:
        problems += [
            party_problem(record.parties.count()),
            citation_problem(record.citations.count()),
        ]
    if model in CITED.values():
        problems += [dispute_problem(value) for value in _disputed_values(record)]
    return {str(problem) for problem in problems if problem}


def _disputed_values(record: models.Model) -> list:
    """Return the values of its own fields that citations dispute, None for those that are empty."""
    own = {field.name for field in record._meta.concrete_fields}
    disputed = record.citations.filter(stance=Citation.Stance.DISPUTES).values_list("field")
    return [record.has_value(field) or None for [field] in disputed if field in own]
