"""The register's API as OpenAPI 3.1: each list and each record in each data format."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.formats import FORMATS
from agreements.formats.format import Format
from agreements.formats.options import LanguageField
from agreements.formats.problem import CONTENT_TYPE
from agreements.keeper import keeper, licence
from agreements.language_paths import PARAMETER
from agreements.lists.fields import PastDayField
from agreements.nouns import LISTED, Noun

from .query_parameters import SINCE, of_field, parameters
from .schemas import Schema, all_schemas, reference

VERSION = "1"
AS_OF = of_field(PastDayField(), "as_of")
LANGUAGE = of_field(LanguageField(noun=None), PARAMETER)
JSON = "application/json"
EXAMPLES = {"country": "UZ", "sector": "telecommunication"}
HEADERS = {
    "Content-Language": {"type": "string"},
    "ETag": {"type": "string"},
    "Coop-Revision": {"type": "integer", "minimum": 0},
    "Link": {"type": "string"},
}
TOTAL = {"Coop-Total": {"type": "integer", "minimum": 0}}


def document(absolute: Callable[[str], str]) -> dict[str, Any]:
    """Return the OpenAPI document; `absolute` makes an absolute address of a local one."""
    terms, kept_by = licence(), keeper()
    paths = {path: {"get": operation} for path, operation in operations()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Coop",
            "version": VERSION,
            "summary": _("Cooperation agreements: who agreed what with whom, and how we know."),
            "description": _(
                "Each page is data too: put an extension in place of the last slash of its "
                "address. No key is needed."
            ),
            "license": {"name": terms.name, "url": terms.address},
            **({"contact": {"name": kept_by.name}} if kept_by else {}),
        },
        "servers": [{"url": absolute("/").rstrip("/")}],
        "externalDocs": {"url": absolute("/api/")},
        "paths": paths,
        "components": {"schemas": all_schemas()},
    }


def operations() -> Iterable[tuple[str, dict[str, Any]]]:
    """Yield (path, operation) of each list and record in each format, and of the changes."""
    for noun in LISTED:
        for data_format in FORMATS.values():
            if not data_format.suits(noun):
                continue
            if data_format.of_list:
                yield f"/{noun.plural}.{data_format.extension}", list_operation(noun, data_format)
            if data_format.of_record:
                path = f"/{noun.plural}/{{id}}.{data_format.extension}"
                yield path, record_operation(noun, data_format)
    yield "/changes.json", changes_operation()


def list_operation(noun: Noun, data_format: Format) -> dict[str, Any]:
    kind = capfirst(data_format.extension)
    schema = schema_of(data_format, f"{capfirst(noun.plural)}Page")
    told = [parameter.described() for parameter in parameters(noun, data_format)]
    missing = () if data_format.is_whole else (404,)
    return {
        "operationId": f"list{capfirst(noun.plural)}As{kind}",
        "summary": _("%(nouns)s as %(format)s") % words(noun, data_format),
        "description": str(noun.list_sentence),
        "tags": [noun.plural],
        "parameters": [*told, IF_NONE_MATCH],
        "responses": responses(data_format.content_type, schema, 301, 400, *missing, headers=TOTAL),
    }


def record_operation(noun: Noun, data_format: Format) -> dict[str, Any]:
    kind = capfirst(data_format.extension)
    schema = schema_of(data_format, f"{capfirst(noun.name)}Record")
    return {
        "operationId": f"get{capfirst(noun.name)}As{kind}",
        "summary": _("One of %(nouns)s as %(format)s") % words(noun, data_format),
        "tags": [noun.plural],
        "parameters": [
            identifier(noun),
            AS_OF.described(),
            LANGUAGE.described(),
            IF_NONE_MATCH,
        ],
        "responses": responses(data_format.content_type, schema, 301, 400, 404, 410),
    }


def changes_operation() -> dict[str, Any]:
    """Return what tells of the changes since a revision."""
    return {
        "operationId": "listChanges",
        "summary": _("What was added, changed and deleted since a revision"),
        "tags": ["changes"],
        "parameters": [*(parameter.described() for parameter in SINCE), IF_NONE_MATCH],
        "responses": responses(JSON, reference("Changes"), 400, 410),
    }


def words(noun: Noun, data_format: Format) -> dict[str, str]:
    return {"nouns": noun.title, "format": data_format.in_short}


def schema_of(data_format: Format, name: str) -> Schema:
    """Return the schema of an answer, by its name where the register tells of it in its own."""
    if data_format.content_type == JSON:
        return reference(name)
    is_json = data_format.content_type.endswith("+json")
    return {"type": ["object", "array"] if is_json else "string"}


def example_of(noun: Noun) -> str:
    """Return what names a record of a noun in an address."""
    prefix = getattr(noun.model, "REF_PREFIX", "")
    return f"{prefix}-0001" if prefix else EXAMPLES[noun.name]


def identifier(noun: Noun) -> dict[str, Any]:
    """Return the part of the address that names a record."""
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "description": _("What names the record: its number, its short name or its code."),
        "schema": {"type": "string", "pattern": f"^{noun.model.ADDRESS_PATTERN.pattern}$"},
        "example": example_of(noun),
    }


IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,80}$"},
}


def responses(
    content_type: str, schema: Schema, *others: int, headers: dict[str, Schema] | None = None
) -> dict[str, Any]:
    """Return the answers by their status: the data, 304, 503 and some other ones."""
    media = content_type.split(";", maxsplit=1)[0]
    told = HEADERS | (headers or {})
    found: dict[str, Any] = {
        "200": {
            "description": _("The data."),
            "headers": {name: {"schema": of_header} for name, of_header in told.items()},
            "content": {media: {"schema": schema}},
        },
        "304": {"description": _("Nothing was written since.")},
    }
    for status in (*others, 503):
        found[str(status)] = {"description": PROBLEMS[status]()}
        if status != 301:
            found[str(status)]["content"] = {CONTENT_TYPE: {"schema": reference("Problem")}}
    found["503"]["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return dict(sorted(found.items()))


PROBLEMS: dict[int, Callable[[], str]] = {
    301: lambda: _(
        "It is at another address: a number is written in one way, and a former one leads on."
    ),
    400: lambda: _("The address asks for something that does not exist; each error is named."),
    404: lambda: _("There is no such record or page."),
    410: lambda: _("It was there and is gone."),
    503: lambda: _("Too much is asked at once: ask again later."),
}
