"""How tests fill in and read the pages on which disputes are settled."""

from tests.admin.forms import change
from tests.factories import CitationFactory, SourceFactory

WHY = "The ministry opened the workshop there."


def say(event, publisher, stance, stated=""):
    source = SourceFactory(publisher__name=publisher)
    return CitationFactory(
        agreement=None,
        event=event,
        field="first_on",
        source=source,
        stance=stance,
        stated_value=stated,
        claim=f"Tells it in {publisher}.",
    )


def disputing(record):
    return record.citations.get(stance="disputes")


def address(record, name, rival=None):
    page = change(record).replace("/change/", f"/settle/{name}/")
    return f"{page}?rival={rival.pk}" if rival else page


def shown(response):
    """Return what a browser would send if the page were sent as it stands."""
    context = response.context
    data = {"_version": context["version"], "_token": context["token"]}
    for form in (context["form"], context["value"]):
        for name in form.fields if form else ():
            data[form.add_prefix(name)] = form[name].value()
    return {key: value for key, value in data.items() if value is not None and value is not False}


def settle(client, where, **values):
    return client.post(where, {**shown(client.get(where)), "why": WHY, **values})


def said(record):
    """Return what each publisher says of a record: {name: (stance, stated instead)}."""
    return {
        one.source.publisher.name: (one.stance, one.stated_value)
        for one in record.citations.with_voices()
    }
