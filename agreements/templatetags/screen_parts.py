"""How the editing screens name records, and put the citations of one in order."""

from django import template

from agreements.admin.record_labels import record_label as label_of
from agreements.evidence.values import field_label
from agreements.models.citation import citable_fields

register = template.Library()


@register.filter
def record_label(record):
    """Return what a record is called where editors choose it."""
    return label_of(record)


@register.filter
def by_field(inline_forms):
    """Return (label, forms) of the citations of a record: by fields, then those that are new."""
    forms = list(inline_forms)
    saved = [form for form in forms if form.original]
    if not saved:
        return [("", forms)]
    noun = saved[0].original.subject_name
    groups = [
        (field_label(noun, field), [form for form in saved if form.original.field == field])
        for field in ("", *citable_fields(noun))
    ]
    kept = [(label, held) for label, held in groups if held]
    known = {id(form) for _label, held in kept for form in held}
    return [*kept, ("", [form for form in forms if id(form) not in known])]


@register.filter
def cells(inline_form):
    """Return the fields of a row of a table, from left to right."""
    return [field for fieldset in inline_form for line in fieldset for field in line]


@register.filter
def is_empty_form(inline_form):
    """Return whether it is the form that scripts copy for a new row."""
    return "__prefix__" in inline_form.form.prefix


@register.filter
def citation_line(citation):
    """Return a citation in a line: who says it, where, and what."""
    source = citation.source
    place = citation.short_place_in_source
    said = [source.publisher.name, str(source.published), place, citation.claim]
    if citation.stance != citation.Stance.SUPPORTS:
        said.insert(0, citation.get_stance_display())
    return " · ".join(filter(None, said))
