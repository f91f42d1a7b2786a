"""What the register offers as data, as catalogues of data read it: schema.org and DCAT 3 in one."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.keeper import keeper, licence
from agreements.nouns import LISTED, Noun
from agreements.nouns.schema_org import known
from agreements.release.shelf import Release

from .format import Format
from .json_ld import describe_keeper
from .listing import Absolute

CONTEXT = {
    "@vocab": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
}
ZIP = "application/zip"


def catalog(
    formats: Iterable[Format], releases: Iterable[Release], absolute: Absolute
) -> dict[str, Any]:
    """Return the catalogue: each list in each format that holds all of it, and each release."""
    wholes = [found for found in formats if found.is_whole]
    lists = [_of_list(noun, wholes, absolute) for noun in LISTED]
    datasets = [*lists, *(_of_release(release, absolute) for release in releases)]
    address = absolute(reverse("agreements:data"))
    sentence = _("Cooperation agreements: who agreed what with whom, and how we know.")
    return {
        "@context": CONTEXT,
        **_told("DataCatalog", "dcat:Catalog", address, "Coop", sentence),
        **known({"publisher": describe_keeper(keeper())}),
        "dataset": datasets,
        "dcat:dataset": [{"@id": dataset["@id"]} for dataset in datasets],
    }


def _of_list(noun: Noun, formats: list[Format], absolute: Absolute) -> dict[str, Any]:
    files = [
        (absolute(f"{noun.list_address.rstrip('/')}.{found.extension}"), found.content_type)
        for found in formats
        if found.suits(noun)
    ]
    return _dataset(absolute(noun.list_address), noun.title, noun.list_sentence, files)


def _of_release(release: Release, absolute: Absolute) -> dict[str, Any]:
    address = absolute(reverse("agreements:release", args=[release.name]))
    title = _("Release %(version)s") % {"version": release.version}
    sentence = _("The whole register as it stood on %(day)s, as one file.") % {"day": release.day}
    dataset = _dataset(address, title, sentence, [(f"{address}{release.file_name}", ZIP)])
    return {
        **dataset,
        "version": release.version,
        "datePublished": release.day,
        "dcterms:issued": release.day,
    }


def _dataset(
    address: str, name: str, sentence: str, files: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    distributions = [
        {
            "@id": file,
            "@type": ["DataDownload", "dcat:Distribution"],
            "contentUrl": file,
            "encodingFormat": media.partition(";")[0],
            "dcat:downloadURL": {"@id": file},
        }
        for file, media in files
    ]
    return {
        **_told("Dataset", "dcat:Dataset", address, name, sentence),
        "distribution": distributions,
        "dcat:distribution": [{"@id": one["@id"]} for one in distributions],
    }


def _told(kind: str, dcat_kind: str, address: str, name: str, sentence: str) -> dict[str, Any]:
    """Return what both vocabularies tell of a catalogue and of what is in it."""
    return {
        "@id": address,
        "@type": [kind, dcat_kind],
        "url": address,
        "name": str(name),
        "dcterms:title": str(name),
        "description": str(sentence),
        "dcterms:description": str(sentence),
        "license": licence().address,
        "dcterms:license": {"@id": licence().address},
    }
