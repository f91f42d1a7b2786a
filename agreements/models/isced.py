"""UNESCO's classification of fields of education, ISCED-F 2013: its broad fields."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the first two digits of each code.
BROAD_FIELDS = {
    "00": _("Generic programmes and qualifications"),
    "01": _("Education"),
    "02": _("Arts and humanities"),
    "03": _("Social sciences, journalism and information"),
    "04": _("Business, administration and law"),
    "05": _("Natural sciences, mathematics and statistics"),
    "06": _("Information and communication technologies"),
    "07": _("Engineering, manufacturing and construction"),
    "08": _("Agriculture, forestry, fisheries and veterinary"),
    "09": _("Health and welfare"),
    "10": _("Services"),
}


def broad_field(code: str) -> tuple[str, Promise | str]:
    """Return the code and the name of the broad field of a code, both "" where it has none."""
    broad = code[:2]
    return (broad, BROAD_FIELDS[broad]) if broad in BROAD_FIELDS else ("", "")
