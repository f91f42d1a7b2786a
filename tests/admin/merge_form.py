"""How tests fill in the page on which two records are merged."""

WHY = "They are one body."


def address(lost, kept=None):
    page = f"/admin/agreements/{lost._meta.model_name}/{lost.pk}/merge/"
    return f"{page}?into={kept.pk}" if kept else page


def shown(response):
    """Return what a browser would send if the page were sent as it stands."""
    context = response.context
    data = {"_token": context["token"]}
    data["_version"], data["_other_version"] = context["versions"]
    form = context["form"]
    return data | {name: form[name].value() or "" for name in form.fields}


def merge(client, lost, kept, **values):
    where = address(lost, kept)
    return client.post(where, {**shown(client.get(where)), "why": WHY, **values})
