"""The forms with which two records are merged: into which one, whose values, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.editing.merged_values import Side, is_renamed
from agreements.editing.merging import FORMER_LANGUAGE, OtherName, proposed_name
from agreements.models import Alias, Name

from .reasons import ReasonField
from .relations import OneRecordField, OneRecordSelect


class SurvivorForm(forms.Form):
    """Asks which record another one is merged into."""

    def __init__(self, data, *, record, screen):
        super().__init__(data)
        link = Alias._meta.get_field(record._meta.model_name)
        self.fields["into"] = OneRecordField(
            label=_("Merge it into"),
            queryset=screen.model._default_manager.exclude(pk=record.pk),
            relation=link,
            widget=OneRecordSelect(link, screen.admin_site),
            help_text=_("The record that stays. Its number stays, too."),
        )


class MergeForm(forms.Form):
    """Whose value is taken where two records differ, what becomes of a name, and why."""

    def __init__(self, data, *, plan):
        super().__init__(data)
        self._plan = plan
        for one in plan.differences:
            self.fields[_name(one)] = self._side(one)
        if is_renamed(plan.lost, plan.kept):
            self.fields |= self._other_name()
        self.fields["why"] = ReasonField()

    def _side(self, one):
        labels = {Side.KEPT: one.kept or "–", Side.LOST: one.lost or "–"}
        labels[Side.BOTH] = _("all of them")
        return forms.ChoiceField(
            label=one.label,
            choices=[(str(side), labels[side]) for side in one.choices],
            initial=str(one.initial),
            widget=forms.RadioSelect,
        )

    def _other_name(self):
        proposed = proposed_name(self._plan.lost, self._plan.kept)
        language, kind = (Name._meta.get_field(name) for name in ("language", "kind"))
        return {
            "language": forms.CharField(
                label=_("Language of the name that is not chosen"),
                initial=FORMER_LANGUAGE,
                max_length=language.max_length,
                validators=language.validators,
                help_text=language.help_text,
            ),
            "kind": forms.ChoiceField(
                label=_("Kind of the name that is not chosen"),
                choices=Name.Kind.choices,
                initial=proposed.kind,
                help_text=kind.help_text,
            ),
        }

    @property
    def rows(self):
        """Return each difference with its field and with what each choice has its sources say."""
        told = self._plan.consequences
        return [(one, self[_name(one)], told[one.name]) for one in self._plan.differences]

    @property
    def name_fields(self):
        return [self[name] for name in ("language", "kind") if name in self.fields]

    @property
    def sides(self):
        return {one.name: Side(self.cleaned_data[_name(one)]) for one in self._plan.differences}

    @property
    def other_name(self):
        """Return what becomes of the name that is not chosen, None where both have one name."""
        if "language" not in self.fields:
            return None
        return OtherName(self.cleaned_data["language"], self.cleaned_data["kind"])


def _name(difference):
    return f"side-{difference.name}"
