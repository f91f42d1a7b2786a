"""Ways of writing what sources say, drawn at random."""

from hypothesis import strategies as st

from agreements.models import Agreement, Citation, Party, Source
from tests.factories import CitationFactory, PublisherFactory
from tests.index.random_records import some
from tests.index.random_terms import days, first_of, precisions


def cite(draw):
    if agreement := some(draw, Agreement):
        field = draw(st.sampled_from(["", "kind", *Agreement.KEY_FIELDS]))
        CitationFactory(
            agreement=agreement,
            source=some(draw, Source),
            field=field,
            party=some(draw, Party, agreement=agreement) if field == "parties" else None,
            stance=draw(st.sampled_from(Citation.Stance.values)),
            basis=draw(st.sampled_from(Citation.Basis.values)),
        )


def withdraw_citation(draw):
    if citation := some(draw, Citation):
        citation.delete()


def sell_newspaper(draw):
    source = some(draw, Source)
    source.publisher = PublisherFactory(name=draw(st.sampled_from(["Daily", "Weekly"])))
    source.save()


def reprint_article(draw):
    source, original = some(draw, Source), some(draw, Source)
    source.reprints = None if original == source else original
    source.save()


def date_source(draw):
    precision = draw(precisions)
    day = draw(st.none() | days)
    Source.objects.filter(pk=some(draw, Source).pk).update(
        published_on=day and first_of(day, precision), published_precision=precision
    )
