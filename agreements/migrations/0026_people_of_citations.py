from collections import defaultdict
from datetime import UTC, datetime

from django.db import migrations

from agreements.search.fold import fold

PREFIX = "PE"


def copy(apps, schema_editor):
    """Have those who speak in a post, and those who wrote a source, be people.

    Nobody knows whether two of one name are one, so they are only where the body is the same for
    which they speak, or the publisher for whom they write.
    """
    get = objects_of(apps, schema_editor)
    spoken, written = speakers(get("Citation")), authors(get("Source"), get("Publisher"))
    spellings = [*spoken.values(), *written.values()]
    made = register([name for [name, *_others] in spellings], get)
    for person, (_name, *said) in zip(made, spoken.values(), strict=False):
        for link in said:
            get("Citation").filter(**link).update(speaker_person=person)
    links = get("Source").model.written_by.through
    links.objects.using(schema_editor.connection.alias).bulk_create(
        links(source_id=source, person_id=person.pk)
        for person, (_name, *sources) in zip(made[len(spoken) :], written.values(), strict=True)
        for source in sources
    )


def objects_of(apps, schema_editor):
    """Return what gives the queryset of a model by its name, in the database that is migrated."""
    alias = schema_editor.connection.alias
    return lambda model: apps.get_model("agreements", model).objects.using(alias)


def speakers(citations):
    """Return {who: [name, the citations of each spelling ...]} of all who speak in a post."""
    rows = citations.exclude(speaker="").exclude(speaker_position="", speaker_institution=None)
    found = {}
    for name, institution in rows.order_by("id").values_list("speaker", "speaker_institution"):
        link = {"speaker": name, "speaker_institution": institution}
        said = found.setdefault((fold(name), institution), [name])
        if link not in said:
            said.append(link)
    return found


def authors(sources, publishers):
    """Return {who: [name, sources ...]} of all authors whose name reads like that of one person.

    A body's name has one word, as agencies' have, or is a publisher's; several people are listed.
    """
    bodies = {fold(name) for name in publishers.values_list("name", flat=True)}
    found = {}
    rows = sources.exclude(author="").order_by("id").values_list("id", "author", "publisher")
    for source, name, publisher in rows:
        key = fold(name)
        if " " in key and key not in bodies and "," not in name and " and " not in name:
            found.setdefault((key, publisher), [name]).append(source)
    return found


def register(names, get):
    """Return new records of people, each with a number that was never given before."""
    if not names:
        return []
    counter, _is_new = get("RefCounter").get_or_create(prefix=PREFIX)
    made = get("Person").bulk_create(
        get("Person").model(name=name, ref=f"{PREFIX}-{number:04d}", updated_at=datetime.now(UTC))
        for number, name in enumerate(names, counter.last + 1)
    )
    get("RefCounter").filter(prefix=PREFIX).update(last=counter.last + len(made))
    return made


def copy_back(apps, schema_editor):
    """Have texts name those who speak and write, and forget the people."""
    get = objects_of(apps, schema_editor)
    for person in get("Person").iterator():
        said = get("Citation").filter(speaker_person=person)
        said.filter(speaker="").update(speaker=person.name)
        said.update(speaker_person=None)
    names = defaultdict(list)
    for source, name in get("Source").filter(author="").values_list("id", "written_by__name"):
        names[source] += [name] if name else []
    for source, writers in names.items():
        get("Source").filter(pk=source).update(author=", ".join(writers)[:200])
    get("Person").all().delete()
    get("RefCounter").filter(prefix=PREFIX).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0025_people'),
    ]

    operations = [migrations.RunPython(copy, copy_back)]
