"""What the tables of the article's release are, on whichever database.

`python -m tests.release.recorded` prints the list anew, where a fixture or a model was changed.
"""

from hashlib import sha256
from pathlib import Path

LIST = Path(__file__).with_name("article.sha256")


def sums_of_tables():
    """Return the sums of the register's tables, as SHA256SUMS has them."""
    from agreements.release.released import released_tables  # noqa: PLC0415, see main
    from agreements.release.sheets import Sheet  # noqa: PLC0415

    return "".join(
        f"{sha256(b''.join(Sheet(table))).hexdigest()}  {table.file_name}\n"
        for table in released_tables()
    )


def main():
    """Print the sums of a register that is made of the fixtures alone, in memory."""
    import os  # noqa: PLC0415

    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    import django  # noqa: PLC0415, it reads the environment set above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("loaddata", "countries", "article", "corroboration", verbosity=0)
    print(sums_of_tables(), end="")  # noqa: T201, it prints


if __name__ == "__main__":
    main()
