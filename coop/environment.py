"""What differs by machine: the environment read and checked, for the settings alone."""

import re
from ipaddress import ip_network
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import URLValidator, validate_email

from agreements.database_address import settings_of

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# What `manage.py demo` wrote for this machine; the environment rules over it.
env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

# A domain, all below one (".coop.example"), an address of either version, or any host.
HOST_NAME = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
POSTGRESQL = "django.db.backends.postgresql"
HTTPS_ADDRESS = URLValidator(schemes=["https"])


def yes_or_no(name, default):
    """Return the environment's True or False; anything else raises ImproperlyConfigured."""
    text = env.str(name, default=str(default))
    if text not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name} must be True or False, not {text!r}.")
    return text == "True"


def required(name, purpose):
    """Return the environment's text, or stop the start with a sentence that helps."""
    text = env.str(name, default="")
    if not text:
        raise ImproperlyConfigured(
            f"{name} is missing: {purpose} Set it in the environment, or set DEBUG=True on a "
            "machine that nobody else can reach. `manage.py demo` needs neither."
        )
    return text


def holds(rule, text):
    """Return whether a text keeps one of Django's rules."""
    try:
        rule(text)
    except ValidationError:
        return False
    return True


def who_keeps_it():
    """Return the name and the address of whoever keeps the register, empty where not given."""
    name, address = (env.str(key, default="").strip() for key in ("KEEPER", "KEEPER_ADDRESS"))
    if address and not any(holds(rule, address) for rule in (HTTPS_ADDRESS, validate_email)):
        raise ImproperlyConfigured(
            "KEEPER_ADDRESS must be an e-mail address, or an address that begins with https://, "
            f"not {address!r}."
        )
    if address and not name:
        raise ImproperlyConfigured(
            "KEEPER is missing: KEEPER_ADDRESS says how to reach whoever keeps the register; "
            "give their name too."
        )
    return name, address


def terms_of_data():
    """Return the name and the address of the licence of the data, both as set or both usual."""
    name, address = (env.str(f"DATA_LICENCE{end}", default="").strip() for end in ("", "_URL"))
    if not name and not address:
        return "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
    if not name or not address:
        raise ImproperlyConfigured(
            "DATA_LICENCE and DATA_LICENCE_URL are the name and the address of one licence: "
            "set both or neither."
        )
    if not holds(HTTPS_ADDRESS, address):
        raise ImproperlyConfigured(
            f"DATA_LICENCE_URL must be an address that begins with https://, not {address!r}."
        )
    return name, address


def mail_server():
    """Return the host that sends letters and whom they are from, empty where none are sent."""
    host, sender = (env.str(key, default="").strip() for key in ("EMAIL_HOST", "EMAIL_FROM"))
    if host and not holds(validate_email, sender):
        raise ImproperlyConfigured(
            "EMAIL_FROM must be the e-mail address that letters come from, where EMAIL_HOST names "
            f"a server to send them, not {sender!r}."
        )
    return host, sender


def number(name, default, lowest, highest):
    """Return the environment's whole number; ImproperlyConfigured where it is none of the range."""
    text = env.str(name, default=str(default)).strip()
    if not (text.isdecimal() and text.isascii() and lowest <= int(text) <= highest):
        raise ImproperlyConfigured(
            f"{name} must be a whole number from {lowest} to {highest}, not {text!r}."
        )
    return int(text)


def one_of(name, words):
    """Return which of the words the environment names, the first where it names none."""
    text = env.str(name, default=words[0])
    if text not in words:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(words)}, not {text!r}.")
    return text


def host_names(default=""):
    """Return the names that the register answers to: hosts, without scheme and port."""
    text = env.str("ALLOWED_HOSTS", default=default) or required(
        "ALLOWED_HOSTS", "the names this register answers to, separated by commas."
    )
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if not HOST_NAME.fullmatch(name):
            raise ImproperlyConfigured(
                "ALLOWED_HOSTS must be names of hosts, separated by commas, without https:// and "
                f"without a port, not {name!r}."
            )
    return names


def database(name, default):
    """Return Django's settings of the database that the environment names, or of an SQLite file."""
    try:
        return settings_of(env.str(name, default=f"sqlite:///{default}"))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} {error}") from error


def replica(own):
    """Return Django's settings of the standby that the environment names, None where it does not.

    `own` are those of the database that it follows.
    """
    name = "DATABASE_REPLICA_URL"
    if not env.str(name, default=""):
        return None
    read = database(name, "")
    if not own["ENGINE"] == read["ENGINE"] == POSTGRESQL:
        raise ImproperlyConfigured(
            f"{name} needs PostgreSQL, there and in DATABASE_URL: SQLite has no standbys."
        )
    # A machine that is gone is not waited for any longer: the database itself answers then.
    read["OPTIONS"] = {"connect_timeout": 3} | read.get("OPTIONS", {})
    return read | {"TEST": {"MIRROR": "default"}}


def wider_https(https_only):
    """Return whether browsers keep to HTTPS on subdomains too, and whether by their own lists."""
    subdomains = yes_or_no("HSTS_SUBDOMAINS", default=False)
    preload = yes_or_no("HSTS_PRELOAD", default=False)
    if subdomains and not https_only:
        raise ImproperlyConfigured("HSTS_SUBDOMAINS needs HTTPS_ONLY=True.")
    if preload and not subdomains:
        raise ImproperlyConfigured(
            "HSTS_PRELOAD needs HSTS_SUBDOMAINS=True: browsers take no host without its subdomains "
            "into their lists."
        )
    return subdomains, preload


def networks(name):
    """Return the environment's addresses, or ranges of them, that commas part."""
    texts = [text.strip() for text in env.str(name, default="").split(",")]
    try:
        return [ip_network(text) for text in texts if text]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} must be addresses such as 10.0.0.7 or 10.0.0.0/24, parted by commas: {error}."
        ) from error
