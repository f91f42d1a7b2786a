"""Languages, chosen from a list of the usual ones or typed as BCP 47 writes them."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.translation import gettext_lazy as _

from agreements.models.languages import LANGUAGES
from agreements.models.name import language_tag

FURTHER = ("ru", "kk", "kaa", "ky", "tg", "tk", "de", "fr", "ko", "ja", "tr", "id")
USUAL = {
    "en": LANGUAGES["en"],
    "zh-Hans": _("Chinese, simplified"),
    "zh-Hant": _("Chinese, traditional"),
    "zh-Latn": _("Chinese, in Latin letters"),
    "uz-Latn": _("Uzbek, in Latin letters"),
    "uz-Cyrl": _("Uzbek, in Cyrillic letters"),
    **{tag: LANGUAGES[tag] for tag in FURTHER},
}


# The id of the list, which stands once on the page of a form.
LIST = "usual-languages"


class LanguageField(forms.CharField):
    """A language: its tag, or the name that the list has for it."""

    def __init__(self, **options):
        super().__init__(
            max_length=60,
            validators=[language_tag],
            widget=AdminTextInputWidget({"list": LIST, "size": 12, "class": "vLanguage"}),
            help_text=_("Choose one, or write its tag as in zh-Hans, uz-Latn or ru."),
            **options,
        )

    def to_python(self, value):
        text = super().to_python(value)
        named = (tag for tag, name in USUAL.items() if text.casefold() == str(name).casefold())
        return next(named, text)
