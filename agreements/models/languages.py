"""What the languages of names and sources are called."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = {
    "de": _("German"),
    "en": _("English"),
    "fr": _("French"),
    "id": _("Indonesian"),
    "ja": _("Japanese"),
    "kaa": _("Karakalpak"),
    "kk": _("Kazakh"),
    "ko": _("Korean"),
    "ky": _("Kyrgyz"),
    "ru": _("Russian"),
    "tg": _("Tajik"),
    "tk": _("Turkmen"),
    "tr": _("Turkish"),
    "uz": _("Uzbek"),
    "uz-Cyrl": _("Uzbek in Cyrillic script"),
    "uz-Latn": _("Uzbek in Latin script"),
    "zh": _("Chinese"),
    "zh-Hans": _("Chinese in simplified script"),
    "zh-Hant": _("Chinese in traditional script"),
}


def language_name(tag):
    """Return what a language is called by its BCP 47 tag; one without a name is its tag."""
    return LANGUAGES.get(tag, tag)
