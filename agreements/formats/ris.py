"""RIS: for reference managers, a line a field."""

from .citing import Citing, described, listed, one_line
from .format import Format

PAGE_OF_THE_WEB, DATA = "ELEC", "DATA"


def entry(citing: Citing) -> bytes:
    """Return the entry of a record or a list."""
    day = citing.day
    fields = {
        "TY": DATA if citing.is_list else PAGE_OF_THE_WEB,
        "ID": citing.key,
        "AU": citing.keeper,
        "TI": citing.title,
        "T2": citing.register,
        "PB": citing.keeper,
        "PY": day and str(day.year),
        "DA": day and f"{day:%Y/%m/%d}/",
        "ET": citing.number,
        "UR": citing.address,
        "N1": citing.notes,
    }
    lines = [f"{tag}  - {one_line(text)}\r\n" for tag, text in fields.items() if text]
    return f"{''.join(lines)}ER  - \r\n".encode()


FORMAT = Format(
    extension="ris",
    content_type="application/x-research-info-systems; charset=utf-8",
    label="RIS",
    of_record=lambda found: entry(described(found)),
    of_list=lambda listing: [entry(listed(listing))],
    is_whole=True,
    is_short=True,
    is_saved=True,
)
