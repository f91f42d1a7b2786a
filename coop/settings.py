"""The register's only settings; what differs by machine is read from the environment."""

from datetime import timedelta
from pathlib import Path

from coop.environment import (
    BASE_DIR,
    database,
    env,
    host_names,
    mail_server,
    networks,
    number,
    one_of,
    replica,
    required,
    terms_of_data,
    who_keeps_it,
    wider_https,
    yes_or_no,
)

DEBUG = yes_or_no("DEBUG", default=False)
HTTPS_ONLY = yes_or_no("HTTPS_ONLY", default=not DEBUG)
BEHIND_PROXY = yes_or_no("BEHIND_PROXY", default=False)

if DEBUG:
    SECRET_KEY = env.str("SECRET_KEY", default="known to everybody, for development only")
    ALLOWED_HOSTS = host_names("127.0.0.1,localhost")
else:
    SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions.")
    ALLOWED_HOSTS = host_names()

# Whether the public history of a record names who changed it.
EDITORS_ARE_NAMED = yes_or_no("EDITORS_ARE_NAMED", default=True)
# Said at the foot of every page.
KEEPER, KEEPER_ADDRESS = who_keeps_it()
DATA_LICENCE, DATA_LICENCE_URL = terms_of_data()

# Who sends proposals, and who keeps the register, are told by mail where there is a server for it;
# no reader waits for one that does not answer.
EMAIL_HOST, DEFAULT_FROM_EMAIL = mail_server()
EMAIL_PORT = number("EMAIL_PORT", 587, 1, 65_535)
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
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
]

# All the others have room for their calls. What only sets headers comes next: errors and static
# files need them as much as pages do.
MIDDLEWARE = [
    "agreements.room.with_room",
    "coop.logs.name_requests",
    "coop.headers.ContentSecurityPolicy",
    "coop.headers.browser_limits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coop.machines.answer_machines",
    "coop.compression.CompressedPages",
    "coop.language_of_path.LanguageOfPath",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
    # It asks views itself, when all others have had their say.
    "coop.replica_first.ReplicaFirst",
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
                "agreements.templatetags.each",
                "agreements.templatetags.plotted",
                "agreements.templatetags.prose",
                "agreements.templatetags.rows",
            ],
        },
    },
]

DATABASES = {"default": database("DATABASE_URL", BASE_DIR / "db.sqlite3")}
# A standby of PostgreSQL may answer readers; writers are answered by the database itself.
if replica_of_database := replica(DATABASES["default"]):
    DATABASES["replica"] = replica_of_database
    DATABASE_ROUTERS = ["agreements.databases.replica.ReadersReadReplica"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Each worker keeps pages as they were sent, up to so many bytes; 0 for none. Where CACHE_URL names
# a cache that workers and machines share, one of them makes a page for all.
KEPT_PAGES = number("KEPT_PAGES_MB", 64, 0, 1_000_000) * 2**20
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if "CACHE_URL" in env:
    CACHES["pages"] = env.cache("CACHE_URL")

# From which addresses programs may read the numbers of this server; from none where it is empty.
METRICS_FOR = networks("METRICS_FOR")

# So many threads of a process may write, or wait to: one less than gunicorn is started with, so
# that readers always find one.
MAX_WRITERS = number("MAX_WRITERS", 3, 1, 1_000)

# Django mails errors to ADMINS and prints none; here they go where the server's own log goes.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"text": {"()": "coop.logs.Text"}, "json": {"()": "coop.logs.Json"}},
    "handlers": {
        "stderr": {
            "class": "coop.logs.Stderr",
            "formatter": one_of("LOG_FORMAT", ("text", "json")),
        }
    },
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO" if DEBUG else "ERROR"},
        "agreements": {"handlers": ["stderr"], "level": "WARNING"},
        "coop": {"handlers": ["stderr"], "level": "WARNING"},
        "axes": {"handlers": ["stderr"], "level": "WARNING"},
    },
}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "agreements.editing.second_factors.ByCode",
]
# Whether everybody who logs in needs a code besides the password, or who has chosen so; their apps
# call the register after its keeper.
SECOND_FACTOR_IS_REQUIRED = one_of("SECOND_FACTOR", ("optional", "required")) == "required"
OTP_TOTP_ISSUER = KEEPER or "Coop"
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
AXES_SENSITIVE_PARAMETERS = ["username", "csrfmiddlewaretoken", "_kept", "code", "passed", "email"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
# Of the common ones that are refused, some 3,900 are as long as that.
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 9}

# The path says in which language a page is: /ru/agreements/; English has none. Each language is
# called as its readers call it.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("zh-hans", "中文"),
    ("uz", "Oʻzbekcha"),
    ("ru", "Русский"),
]
# That of the screens is each editor's choice; no other page is told of it.
LANGUAGE_COOKIE_PATH = "/admin/"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = "coop.locale"
# The register's own words; then what Django and the libraries leave in English, or say badly.
LOCALE_PATHS = [BASE_DIR / "coop" / "locale", BASE_DIR / "coop" / "borrowed"]
TIME_ZONE = "UTC"
USE_TZ = True

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Where `manage.py release` writes, and /data/ reads.
RELEASES = Path(env.str("RELEASES", default="") or BASE_DIR / "releases")

# Where the server keeps its indexes as files, so that the next start reads these; None for nowhere.
SNAPSHOTS = env.str("SNAPSHOTS", default=str(BASE_DIR / "snapshots"))
SNAPSHOTS = Path(SNAPSHOTS) if SNAPSHOTS else None

STATIC_URL = "/static/"
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
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS_ONLY else 0
# Browsers remember for a year what is said of other hosts too, so whoever keeps them says it.
SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = wider_https(HTTPS_ONLY)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = HTTPS_ONLY
# By these names browsers let no other host, and nobody on HTTP, set them.
if HTTPS_ONLY:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Secure-django_language"
# A login ends when nothing was asked of the admin for so long.
SESSION_COOKIE_AGE = 60 * 60 * number("LOGIN_HOURS", 8, 1, 8_760)
CSRF_COOKIE_SECURE = HTTPS_ONLY
LANGUAGE_COOKIE_SECURE = HTTPS_ONLY
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
