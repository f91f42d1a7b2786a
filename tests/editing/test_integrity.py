"""The register's own truths: each break, planted alone, is found at its record's address."""

from contextlib import contextmanager
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from agreements import databases
from agreements.changes import triggers
from agreements.models import Agreement, Citation, Country, Party, RefCounter
from agreements.nouns import NOUNS
from tests.editing.breaks import found
from tests.factories import (
    CitationFactory,
    CountryFactory,
    FigureFactory,
    InstitutionFactory,
    LinkFactory,
    NameFactory,
    PartyFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@contextmanager
def unchecked(model, constraint):
    """Write to a table as a hand in its database could that had dropped a constraint."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA ignore_check_constraints = ON")
        yield
        connection.cursor().execute("PRAGMA ignore_check_constraints = OFF")
    else:
        connection.cursor().execute(
            f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT {constraint}"
        )
        yield


def plant_lonely_party():
    Party.objects.filter(agreement__ref="AG-0002").last().delete()
    Party.objects.filter(agreement__ref="AG-0002").last().delete()


def plant_uncited_agreement():
    Citation.objects.filter(agreement__ref="AG-0002").delete()


def plant_agreement_without_sector():
    Agreement.objects.get(ref="AG-0002").sectors.clear()


def plant_agreement_without_country():
    nowhere = InstitutionFactory(country=None, kind="")
    other = InstitutionFactory(country=None, kind="")
    for body in (nowhere, other):
        CitationFactory(agreement=None, institution=body)
    agreement = Agreement.objects.get(ref="AG-0002")
    agreement.parties.all().delete()
    PartyFactory(agreement=agreement, institution=nowhere)
    PartyFactory(agreement=agreement, institution=other)


def plant_uncited_status():
    Citation.objects.filter(agreement__ref="AG-0002", field="status").delete()


def plant_uncited_party():
    party = Agreement.objects.get(ref="AG-0002").parties.first()
    Citation.objects.filter(party=party).delete()


def plant_uncited_link():
    LinkFactory(from_agreement=Agreement.objects.get(ref="AG-0002"))


def plant_citation_of_foreign_link():
    agreement = Agreement.objects.get(ref="AG-0002")
    CitationFactory(agreement=agreement, field="links", link=LinkFactory())


def plant_circle_of_links():
    agreement, other = (Agreement.objects.get(ref=ref) for ref in ("AG-0002", "AG-0001"))
    for start, end in ((agreement, other), (other, agreement)):
        link = LinkFactory(from_agreement=start, to_agreement=end)
        CitationFactory(agreement=start, field="links", link=link)


def plant_dispute_of_nothing():
    agreement = Agreement.objects.get(ref="AG-0002")
    Agreement.objects.filter(pk=agreement.pk).update(signed_on=None)
    CitationFactory(agreement=agreement, field="signed_on", stance="disputes")


def plant_citation_of_no_field():
    with unchecked(Citation, "citation_field_belongs_to_record"):
        Citation.objects.filter(agreement__ref="AG-0002", field="").update(field="colour")


def plant_citation_of_foreign_party():
    foreign = Agreement.objects.get(ref="AG-0001").parties.first()
    CitationFactory(agreement=Agreement.objects.get(ref="AG-0002"), field="parties", party=foreign)


def plant_status_before_its_evidence():
    Agreement.objects.filter(ref="AG-0002").update(
        signed_on=date(2026, 1, 1), signed_precision="day"
    )


def plant_stated_below_recorded():
    figure = FigureFactory(
        alliance=None,
        agreement=Agreement.objects.get(ref="AG-0002"),
        measure="projects",
        value=0,
    )
    CitationFactory(agreement=figure.agreement, field="figures", figure=figure)


def plant_uncounted_ref():
    RefCounter.objects.filter(prefix="AG").update(last=1)


def plant_dead_ref():
    Agreement.objects.get(ref="AG-0002").translations.all().delete()
    Agreement.objects.filter(ref="AG-0002").update(summary="It follows AG-0999.")


def plant_day_outside_precision():
    with unchecked(Agreement, "agreement_signed_on_within_precision"):
        Agreement.objects.filter(ref="AG-0002").update(
            signed_on=date(2025, 6, 14), signed_precision="month"
        )


PLANTS = [
    (plant_lonely_party, "An agreement needs at least two parties."),
    (
        plant_uncited_agreement,
        "An agreement needs at least one citation: say which source tells of it.",
    ),
    (plant_agreement_without_sector, "An agreement needs at least one sector."),
    (plant_agreement_without_country, "None of its parties has a country."),
    (plant_uncited_status, "No citation supports the value of “Status”."),
    (plant_uncited_party, "No citation supports the value of “Parties”."),
    (plant_uncited_link, "No citation supports the value of “Links to other agreements”."),
    (plant_citation_of_foreign_link, "A citation names a value that belongs to another record."),
    (plant_circle_of_links, "Its relations of one kind come back to it."),
    (
        plant_dispute_of_nothing,
        "The register has no value there to dispute: enter the one that the source states.",
    ),
    (
        plant_citation_of_no_field,
        "A citation names the field “colour”, which the record does not have.",
    ),
    (
        plant_citation_of_foreign_party,
        "A citation names a value that belongs to another record.",
    ),
    (
        plant_status_before_its_evidence,
        "Every source for its status is older than the status “Signed” itself.",
    ),
    (plant_stated_below_recorded, "Cooperation projects: 0 is stated, but the register lists 1."),
    (plant_dead_ref, "It names AG-0999, and no record bears that number."),
    (plant_day_outside_precision, "Its day is more exact than it is said to be known."),
]


def test_fixtures_hold_every_truth(register):
    assert found() == []


@pytest.mark.parametrize(("plant", "sentence"), PLANTS, ids=[plant.__name__ for plant, _ in PLANTS])
def test_planted_break_is_found_at_its_record(register, plant, sentence):
    plant()

    assert ("/agreements/AG-0002/", sentence) in found()


def test_number_beyond_the_counter_is_found(register):
    plant_uncounted_ref()

    assert found() == [
        ("/agreements/AG-0004/", "Its number lies beyond the counter and could be given again.")
    ]


def test_command_lists_breaks_with_addresses_and_fails(register):
    plant_dead_ref()
    output = StringIO()

    with pytest.raises(CommandError) as failure:
        call_command("check_register", stdout=output)

    assert failure.value.returncode == 1
    assert output.getvalue() == (
        "/agreements/AG-0002/ It names AG-0999, and no record bears that number.\n"
    )


def test_command_is_content_with_an_empty_register():
    output = StringIO()

    call_command("check_register", stdout=output)

    assert output.getvalue() == "Every truth of the register holds.\n"


def test_missing_triggers_are_named():
    trigger = triggers.triggers(connection)[0]
    triggers.remove(connection)

    missing = found()
    triggers.install(connection)

    assert missing[0] == (
        "/",
        f"The trigger {trigger.name} of {trigger.table} is missing; `manage.py migrate` makes it.",
    )
    facets = [facet for noun in NOUNS.values() for facet in noun.counted]
    assert len(missing) == len(triggers.triggers(connection)) + len(facets)
    assert found() == []


def test_facet_without_its_trigger_is_named():
    moves = [
        trigger
        for trigger in triggers.triggers(connection)
        if trigger.table == "agreements_membership"
    ]
    with connection.cursor() as cursor:
        for trigger in moves:
            for statement in databases.of(connection).drop_trigger(trigger.name, trigger.table):
                cursor.execute(statement)

    sentences = [sentence for _address, sentence in found()]

    assert sentences[len(moves) :] == [
        "Changes of the filter “Alliance” of institutions are not seen.",
        "Changes of the filter “Country” of alliances are not seen.",
    ]


def test_uncited_figure_of_a_country_is_found():
    FigureFactory(alliance=None, country=CountryFactory(code="UZ"))

    assert found() == [("/countries/UZ/", "No citation supports the value of “Figures”.")]


def test_name_needs_a_source_for_a_body_and_none_for_a_sector():
    body = InstitutionFactory(kind="", country=None)
    CitationFactory(agreement=None, institution=body, field="name")
    NameFactory(institution=body)
    NameFactory(institution=None, sector=SectorFactory())

    sentence = "No citation supports the value of “Names”."
    assert found() == [(body.get_absolute_url(), sentence)]


def test_disputing_citation_supports_nothing():
    sector = SectorFactory(slug="forestry", source_wording="forests")
    CitationFactory(
        agreement=None,
        sector=sector,
        field="source_wording",
        stance="disputes",
        source=SourceFactory(),
    )

    sentence = "No citation supports the value of “Wording of the source”."
    assert found() == [("/sectors/forestry/", sentence)]
    assert Country.objects.count() == 0
