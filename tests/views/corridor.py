"""Agreements among four countries, for plots of them."""

from datetime import date

from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
    SectorFactory,
)


def write_corridor():
    """Write agreements of a Chinese and an Uzbek college, one with each of two others besides.

    They are of three years. The one of 2025 is on forestry, as one of 2024 and one of 2023 are,
    and on two sectors more.
    """
    china = CountryFactory(code="CN", name="China")
    uzbekistan = CountryFactory(code="UZ", name="Uzbekistan")
    chongqing = PlaceFactory(name="Chongqing", country=china, latitude=29.6, longitude=106.6)
    here = InstitutionFactory(name="Here", country=china, place=chongqing)
    there = InstitutionFactory(name="There", country=uzbekistan)
    forestry = SectorFactory(name="Forestry", slug="forestry")
    for year in (2023, 2024, 2025):
        agreement = AgreementFactory(title=f"Of {year}", signed_on=date(year, 1, 1))
        PartyFactory(agreement=agreement, institution=here)
        PartyFactory(agreement=agreement, institution=there)
        agreement.sectors.add(forestry)
    agreement.sectors.add(SectorFactory(name="Energy"), SectorFactory(name="Mining"))
    for code, name in (("KZ", "Kazakhstan"), ("TJ", "Tajikistan")):
        country = CountryFactory(code=code, name=name)
        PartyFactory(agreement=agreement, institution=InstitutionFactory(country=country))
    return here
