"""What the service tells of itself."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from .entities import TYPES, as_type
from .queries import MAX_BATCH

VERSIONS = ["0.2"]
PREVIEW_WIDTH, PREVIEW_HEIGHT = 400, 200
# What clients put an identifier in place of.
ID = "{{id}}"
FLYOUT_ID = "${id}"


def manifest(absolute: Callable[[str], str]) -> dict:
    """Return the manifest of the service; `absolute` makes addresses whole.

    An identifier stands behind the identifier space in the address that leads to the record's page.
    """
    service = absolute(reverse("agreements:reconcile"))
    return {
        "versions": VERSIONS,
        "name": _("Coop: a register of cooperation agreements"),
        "identifierSpace": f"{service}/",
        "schemaSpace": f"{service}/types#",
        "documentation": absolute(reverse("agreements:about")),
        "defaultTypes": [as_type(noun) for noun in TYPES.values()],
        "view": {"url": f"{service}/{ID}"},
        "preview": {
            "url": f"{service}/preview?id={ID}",
            "width": PREVIEW_WIDTH,
            "height": PREVIEW_HEIGHT,
        },
        "suggest": {
            "entity": {
                "service_url": service,
                "service_path": "/suggest/entity",
                "flyout_service_path": f"/flyout?id={FLYOUT_ID}",
            },
            "type": {"service_url": service, "service_path": "/suggest/type"},
            "property": {"service_url": service, "service_path": "/suggest/property"},
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": MAX_BATCH,
    }
