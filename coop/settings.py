"""The register's only settings; what differs by machine is read from the environment."""

from datetime import timedelta
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# What `manage.py demo` wrote for this machine; the environment rules over it.
env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

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


DEBUG = yes_or_no("DEBUG", default=False)
HTTPS_ONLY = yes_or_no("HTTPS_ONLY", default=not DEBUG)
BEHIND_PROXY = yes_or_no("BEHIND_PROXY", default=False)

if DEBUG:
    SECRET_KEY = env.str("SECRET_KEY", default="known to everybody, for development only")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
else:
    SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions.")
    ALLOWED_HOSTS = [
        host.strip()
        for host in required(
            "ALLOWED_HOSTS", "the names this register answers to, separated by commas."
        ).split(",")
    ]

# Whether the public history of a record names who changed it.
EDITORS_ARE_NAMED = yes_or_no("EDITORS_ARE_NAMED", default=True)
# Said at the foot of every page.
KEEPER, KEEPER_ADDRESS = who_keeps_it()
DATA_LICENCE, DATA_LICENCE_URL = terms_of_data()

# Who sends proposals, and who keeps the register, are told by mail where there is a server for it;
# no reader waits for one that does not answer.
EMAIL_HOST, DEFAULT_FROM_EMAIL = mail_server()
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_USE_TLS = yes_or_no("EMAIL_USE_TLS", default=True)
EMAIL_HOST_USER = env.str("EMAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_PASSWORD", default="")
EMAIL_TIMEOUT = 5

INSTALLED_APPS = [
    "agreements",
    "axes",
    "csp",
    "coop.apps.EditingConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
]

# What only sets headers comes first: errors and static files need them as much as pages do.
MIDDLEWARE = [
    "coop.headers.ContentSecurityPolicy",
    "coop.headers.browser_limits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coop.compression.CompressedPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "coop.urls"
WSGI_APPLICATION = "coop.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "agreements.templatetags.display",
            ],
        },
    },
    {
        "NAME": "repeated",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "repeated"],
        "OPTIONS": {
            "environment": "coop.repeated.environment",
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "agreements.databases.sqlite_file"
    # A write that starts as a read fails when another writer is ahead of it, whatever the
    # timeout; one that says at once that it will write waits its turn.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

# To open a connection takes longer than to tell a reader that nothing changed.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Each worker keeps pages as they were sent, up to so many bytes; 0 for none. Where CACHE_URL names
# a cache that workers and machines share, one of them makes a page for all.
KEPT_PAGES = env.int("KEPT_PAGES_MB", default=64) * 2**20
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if "CACHE_URL" in env:
    CACHES["pages"] = env.cache("CACHE_URL")

# So many threads of a process may write, or wait to: one less than gunicorn is started with, so
# that readers always find one.
MAX_WRITERS = env.int("MAX_WRITERS", default=3)

# Django mails errors to ADMINS and prints none; here they go where the server's own log goes.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO" if DEBUG else "ERROR"},
        "axes": {"handlers": ["stderr"], "level": "WARNING"},
    },
}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# After so many wrong passwords for a name from an address, both have to wait so long. What was
# typed beside them is kept for no longer, and who came in is not noted.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "agreements.admin.login_brake.address_of"
AXES_CLIENT_STR_CALLABLE = "agreements.admin.login_brake.in_log"
AXES_LOCKOUT_CALLABLE = "agreements.admin.login_brake.held_off"
AXES_SENSITIVE_PARAMETERS = ["username", "csrfmiddlewaretoken", "_kept"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# The language of a page belongs in its address; until a page has such an address, all are English.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("zh-hans", _("Simplified Chinese")),
    ("uz", _("Uzbek")),
    ("ru", _("Russian")),
]
FORMAT_MODULE_PATH = "coop.formats"
LOCALE_PATHS = [BASE_DIR / "coop" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Where `manage.py release` writes, and /data/ reads.
RELEASES = Path(env.str("RELEASES", default="") or BASE_DIR / "releases")

# Where the server keeps its indexes as files, so that the next start reads these; None for nowhere.
SNAPSHOTS = env.str("SNAPSHOTS", default=str(BASE_DIR / "snapshots"))
SNAPSHOTS = Path(SNAPSHOTS) if SNAPSHOTS else None

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
# A form of the admin holds some fifteen fields for each citation, and a record has many.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS_ONLY
SECURE_HSTS_PRELOAD = HTTPS_ONLY
SESSION_COOKIE_SECURE = HTTPS_ONLY
# A login ends when nothing was asked of the admin for so long.
SESSION_COOKIE_AGE = 60 * 60 * env.int("LOGIN_HOURS", default=8)
CSRF_COOKIE_SECURE = HTTPS_ONLY
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "agreements.admin.site.csrf_failure"
WHITENOISE_ALLOW_ALL_ORIGINS = False
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# The admin's scripts are files of its own; autocompletes ask it for their choices.
ADMIN_MAY_LOAD = {"script-src": ["'self'"], "connect-src": ["'self'"]}
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
