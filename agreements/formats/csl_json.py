"""CSL-JSON: for what sets citations in the style of any journal."""

from agreements.nouns.schema_org import known

from .citing import Citing, described, listed
from .format import Format
from .json_rows import written


def entry(citing: Citing) -> bytes:
    """Return a list of one item, the record or the list."""
    day = citing.day
    item = {
        "id": citing.key,
        "type": "dataset" if citing.is_list else "webpage",
        "title": citing.title,
        "author": citing.keeper and [{"literal": citing.keeper}],
        "publisher": citing.keeper,
        "container-title": citing.register,
        "issued": day and {"date-parts": [[day.year, day.month, day.day]]},
        "version": citing.number,
        "URL": citing.address,
        "note": citing.notes,
    }
    return written([known(item)])


FORMAT = Format(
    extension="csl.json",
    content_type="application/vnd.citationstyles.csl+json",
    label="CSL-JSON",
    of_record=lambda found: entry(described(found)),
    of_list=lambda listing: [entry(listed(listing))],
    is_whole=True,
    is_short=True,
    is_saved=True,
)
