"""Texts of several lines: a browser breaks lines in its own way, the register in one."""

from django import forms


class LinesField(forms.CharField):
    """A text whose lines end as they do in the register, whoever sends it.

    Browsers send two characters for every line break. A text that nobody touched would look
    changed, and clash with what others wrote meanwhile.
    """

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def has_changed(self, initial, data):
        return super().has_changed(self.to_python(initial), data)
