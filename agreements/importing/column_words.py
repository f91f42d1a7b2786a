"""What each column of a sheet holds, in words for whoever fills one in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.nouns import AGREEMENT, INSTITUTION

_SOURCE = _("The address of the page or document that tells of it, with https://.")
WORDS: dict[str, dict[str, str | Promise]] = {
    AGREEMENT.plural: {
        "id": _("The sender's own number of the row; it is not kept."),
        "title": _("What the agreement is called. It has to be there."),
        "kind": _("What sort of agreement it is: memorandum, agreement, joint college, workshop."),
        "signed_on": _("The day of signing: 2025-06-13, or 2025-06 or 2025 if no more is known."),
        "date_precision": _("How exactly the day is known: day, month or year."),
        "status": _("How it stands: signed, operating, ended, and the like."),
        "term": _("From when until when it holds: 2024-05 to 2027, from 2024, 2024 to open."),
        "sectors": _("The fields that it serves, with semicolons between them."),
        "countries": _("The countries that take part, by name or two letters, with semicolons."),
        "parties": _(
            "Who takes part, with semicolons; each as name | role | kind | place | country. The "
            "name is enough. It has to be there."
        ),
        "alliance": _("The alliance to whose work it belongs."),
        "event": _("Where it was made: A forum, Tashkent, 2025-06."),
        "outcome": _("Results; they are added to the summary."),
        "summary": _("What it is about, in a few sentences of your own."),
        "source_url": _SOURCE,
        "source_title": _("The title of that page or document."),
        "source_publisher": _("Who published it: a newspaper, a ministry, a college."),
        "source_published_on": _("The day on which it was published."),
        "source_language": _("The language in which it is written, by two letters: en, zh, ru."),
        "note": _("What the source says of it; it becomes the text of the citation."),
    },
    INSTITUTION.plural: {
        "name": _("The name in English, or in Latin letters. It has to be there."),
        "kind": _("What sort of body it is: university, vocational college, enterprise."),
        "city": _("The city where it is."),
        "country": _("The country where it is, by name or two letters."),
        "name_zh": _("The name in Chinese."),
        "name_uz": _("The name in Uzbek."),
        "name_ru": _("The name in Russian."),
        "aliases": _("Other names, with semicolons between them."),
        "website": _("The address of its own site, with https://."),
        "source_url": _SOURCE,
    },
}
