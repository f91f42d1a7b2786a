"""A page of agreements as JSON made of instances, as most programs make it; only measured."""

import json

from django.db.models import Prefetch

from agreements.models import Agreement, Citation

PREFETCHED = ("sectors", "alliances", "projects", "links__to_agreement", "names")


def page_of_instances(start, size):
    """Return the JSON of a page: the same columns of the same records."""
    citations = Citation.objects.select_related("source__publisher", "source__reprints__publisher")
    records = (
        Agreement.objects.for_page()
        .with_evidence()
        .prefetch_related(*PREFETCHED, Prefetch("citations", citations))
        .order_by_signed()
    )
    total = Agreement.objects.count()
    items = [as_row(agreement) for agreement in records[start : start + size]]
    return json.dumps({"total": total, "items": items}, ensure_ascii=False)


def as_row(agreement):
    """Return an agreement as JSON has it."""
    parties = [party.institution for party in agreement.parties.all()]
    event, sectors = agreement.event, agreement.sectors.all()
    return {
        "id": agreement.ref,
        "url": f"http://testserver{agreement.get_absolute_url()}",
        "title": agreement.title,
        "kind": agreement.kind,
        "status": agreement.status,
        **days_of(agreement),
        "is_open_ended": agreement.is_open_ended,
        "stands_for": agreement.stands_for,
        "serves_all_sectors": agreement.serves_all_sectors,
        "event": event and event.ref,
        "event_name": event and event.name,
        "sectors": [sector.slug for sector in sectors],
        "isced_codes": [sector.isced_code for sector in sectors],
        "countries": sorted({body.country_id for body in parties if body.country_id}),
        "parties": [body.ref for body in parties],
        "party_names": [body.name for body in parties],
        "alliances": [alliance.ref for alliance in agreement.alliances.all()],
        "projects": [project.ref for project in agreement.projects.all()],
        "links": [f"{link.kind} {link.to_agreement.ref}" for link in agreement.links.all()],
        "summary": agreement.summary,
        "other_names": [f"{name.language}: {name.text}" for name in agreement.names.all()],
        "evidence": agreement.evidence,
        **said_of(agreement.citations.all()),
        "updated_at": agreement.updated_at.isoformat(),
    }


def days_of(agreement):
    """Return its days, each as exactly as it is known."""
    found = {}
    for field, precision in agreement.DAYS.items():
        day, name = getattr(agreement, field), field.removesuffix("_on")
        found[name] = getattr(agreement, name).iso
        found[f"{name}_earliest"] = day and day.isoformat()
        found[f"{name}_precision"] = getattr(agreement, precision) if day else None
    return found


def said_of(citations):
    """Return who states and who disputes its values, in which sources."""
    said = {stance: set() for stance in Citation.Stance.values}
    for citation in citations:
        source = citation.source
        said[citation.stance].add((source.reprints or source).publisher.name)
    disputes = Citation.Stance.DISPUTES
    return {
        "disputed_fields": sorted({one.field for one in citations if one.stance == disputes}),
        "supporting_publishers": sorted(said[Citation.Stance.SUPPORTS]),
        "disputing_publishers": sorted(said[disputes]),
        "sources": sorted({citation.source.ref for citation in citations}),
    }
