from django.db import migrations

# As `manage.py country_names` numbers the names of countries, so that loading its list again
# changes these rows and adds none.
FIRST_KEY = 1_000_000_000
LANGUAGES = {"name_zh_hans": "zh-Hans", "name_uz": "uz-Latn", "name_ru": "ru"}


def number_of(letters):
    first, second = (ord(letter) - ord("A") for letter in letters)
    return 26 * first + second


def key_of_name(code, language):
    if not (code.isascii() and code.isalpha() and code.isupper()):
        return None
    return FIRST_KEY + 1000 * number_of(code) + number_of(language[:2].upper())


def copy(apps, schema_editor):
    """Have each name of a country be a row of its own."""
    Country, Name = (apps.get_model("agreements", model) for model in ("Country", "Name"))
    alias = schema_editor.connection.alias
    Name.objects.using(alias).bulk_create(
        Name(pk=key_of_name(country.pk, language), country=country, language=language, text=text)
        for country in Country.objects.using(alias).all()
        for column, language in LANGUAGES.items()
        if (text := getattr(country, column))
    )


def copy_back(apps, schema_editor):
    """Have each country bear its names itself."""
    Country, Name = (apps.get_model("agreements", model) for model in ("Country", "Name"))
    alias = schema_editor.connection.alias
    names = Name.objects.using(alias).exclude(country=None)
    for column, language in LANGUAGES.items():
        for name in names.filter(language=language, kind="official").order_by("-pk"):
            Country.objects.using(alias).filter(pk=name.country_id).update(**{column: name.text})
    names.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0009_names_of_countries'),
    ]

    operations = [migrations.RunPython(copy, copy_back)]
