"""How an editor enters an agreement with all that is new in it, and saves it once."""

from tests.browser.told_agreements import Known

FIELDS_TOLD = ("kind", "status", "signed_on", "stands_for", "sectors")
ROWS_SHOWN = 2


def enter(hands, told):
    """Enter an agreement that a source tells of, from the first page to the save."""
    _begin(hands, told.source)
    _enter_source(hands, told.source)
    _enter_agreement(hands, told)
    for number, party in enumerate(told.parties):
        _enter_party(hands, number, party)
    _cite(hands, told.claim)
    hands.press("button", "Save")
    if questions := hands.page.locator("#alike fieldset").all():
        for question in questions:
            hands.click(question.get_by_label("another one, which is new"))
        hands.press("button", "Save")


def _begin(hands, source):
    hands.press("link", "Enter from a source")
    hands.type("q", f"{source.address}?utm_source=letter")
    hands.press("button", "Find")
    hands.press("link", "Enter with a new source")


def _enter_source(hands, source):
    for name, text in (
        ("source_title", source.title),
        ("source_new_publisher", source.publisher),
        ("source_published_on", source.published_on),
        ("source_language", source.language),
    ):
        if text:
            hands.type(name, text)


def _enter_agreement(hands, told):
    hands.type("title", told.title)
    if told.kind != "Agreement":
        hands.choose("kind", told.kind)
    if told.status != "Signed":
        hands.choose("status", told.status)
    hands.type("signed_on", told.signed_on)
    hands.type("new_sectors", "\n".join(told.sectors))


def _enter_party(hands, number, party):
    row = f"parties-{number}"
    if number >= ROWS_SHOWN:
        hands.click(hands.page.get_by_text("Add another Party"))
    if isinstance(party, Known):
        hands.find(f"{row}-institution", party.typed, party.name)
    else:
        _enter_body(hands, row, party)
    hands.choose(f"{row}-role", party.role)
    hands.tick(f"{row}-is_cited")


def _enter_body(hands, row, body):
    hands.click(hands.page.locator(f"#{row} summary"))
    hands.type(f"{row}-new_name", body.name)
    hands.choose(f"{row}-new_kind", body.kind)
    hands.find(f"{row}-new_country", body.country, body.country)
    if body.place:
        hands.type(f"{row}-new_place_name", body.place)


def _cite(hands, claim):
    hands.choose("citations-0-locator_unit", "Paragraph")
    hands.type("citations-0-locator", "4")
    hands.type("citations-0-claim", claim)
    for field in FIELDS_TOLD:
        hands.tick("citations-0-field", field)
