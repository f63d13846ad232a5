"""The settings of Parvis: one file, which imports with an empty environment."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from parvis.config import environment
from parvis.config.strictness import Undefined

ROOT = Path(__file__).resolve().parents[2]

# Set by the tests, and by nothing else: lets them move the clock and name a point at which the worker dies.
PARVIS_TESTING = os.environ.get("PARVIS_TESTING") == "1"
PARVIS_DATA = environment.data_folder(os.environ, default=ROOT / "var")
PARVIS_EMAIL = environment.mail(os.environ)
PARVIS_POST = "parvis.config.wiring.post"
PARVIS_ADDRESSES = environment.geocoder(os.environ)
PARVIS_GEOCODER = "parvis.config.wiring.geocoder"
PARVIS_PLAN = "parvis.config.wiring.plan"
PARVIS_INNER_HOSTS = environment.inner_hosts(os.environ)
PARVIS_OPENID = "parvis.config.wiring.openid"
PARVIS_PEOPLE = "parvis.config.wiring.people"
PARVIS_SECURITY_CONTACT = environment.security_contact(os.environ)
PARVIS_CONSOLE_HOST = environment.console_host(os.environ)
PARVIS_CONSOLE_URLCONF = "parvis.console.urls"
PARVIS_CLOSED_URLCONF = "parvis.ui.closed_urls"
PARVIS_LEASE_SECONDS = environment.lease(os.environ)

SECRET_KEY = environment.secret_key(os.environ, PARVIS_DATA)
DEBUG = False
# The authority's middleware answers for the names, which are rows; links in messages never come from a request.
ALLOWED_HOSTS = ["*"]

INSTALLED_APPS = [
    "parvis.kernel",
    "parvis.ui",
    "parvis.places",
    "parvis.directory",
    "parvis.documents",
    "parvis.forms",
    "parvis.cases",
    "parvis.notifications",
    "parvis.carrying",
    "parvis.practice",
    "parvis.inbound",
    "parvis.portal",
    "parvis.backoffice",
    "parvis.console",
    "parvis.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "parvis.kernel.middleware.KeptByNobody",
    "parvis.kernel.middleware.AuthorityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page asks who is there, save those that say `@public`; what was typed meanwhile is given back.
    "parvis.backoffice.keeping.KeepWhatWasTyped",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "parvis.config.urls"
WSGI_APPLICATION = "parvis.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "parvis.ui.context.town",
            ],
            "builtins": ["parvis.ui.templatetags.ui", "django.templatetags.i18n"],
            "string_if_invalid": Undefined() if PARVIS_TESTING else "",
        },
    },
]


# Databases


def _databases(given: environment.Database) -> dict[str, dict[str, object]]:
    if given.engine == "sqlite":
        return {
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": given.name,
                # A thread keeps its connection: opening one costs more than a query.
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    # A transaction that reads, then writes, is refused at once ("database is locked") when it was
                    # not opened as a writing one; `timeout` is SQLite's busy_timeout, in seconds.
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA journal_size_limit=67108864;",
                },
                # A database in memory would test neither WAL nor locks.
                "TEST": {"NAME": f"{given.name}-test"},
            }
        }
    options: dict[str, object] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 15}} if given.is_pooled else {}
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": given.name,
            "HOST": given.host,
            "PORT": given.port,
            "USER": given.user,
            "PASSWORD": given.password,
            # A server that was restarted has cut the connections of the pool: each would cost somebody a page.
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    }


DATABASES = _databases(environment.database(os.environ, PARVIS_DATA))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What must be true in two processes lives in the database: sessions, and the cache that counts tries to sign in.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# A file that is too heavy is cut off as it comes; a person may choose too many of them, which is then told.
FILE_UPLOAD_HANDLERS = [
    "parvis.kernel.uploads.CutOff",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 20

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PARVIS_DATA / "files"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


# Language and time. Words in the code are French; the catalogues are in each room.

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
# Django looks into the rooms that are its applications; these two are not.
LOCALE_PATHS = [ROOT / "parvis" / room / "locale" for room in ("config", "connectors")]
USE_TZ = True
TIME_ZONE = "UTC"


# Static files: Vite has already put a hash of the content in each name, so that browsers may keep them for ever.

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/ui/dist/assets/.+-[\w-]{8}\.\w+$"
WHITENOISE_MAX_AGE = 3600


# People who sign in: agents, by e-mail and password. Nobody signs up.

AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend", "parvis.backoffice.vouched.VouchedFor"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if PARVIS_TESTING:  # a town has eight agents, and each good hash costs a tenth of a second
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/agents/"
ACCOUNT_ADAPTER = "parvis.config.accounts.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator types an agent's address
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PRESERVE_USERNAME_CASING = False


# Security. Cookies and HSTS ask for https unless the town is served in clear on this very machine.

_is_https = os.environ.get("PARVIS_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _is_https
SECURE_HSTS_SECONDS = 31_536_000 if _is_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _is_https else None
# Tries to sign in are counted by client: behind our proxy, the address that it saw, and not its own, which is everybody's.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _is_https else 0
SESSION_COOKIE_NAME = "parvis_session"
CSRF_COOKIE_NAME = "parvis_csrf"
CSRF_FAILURE_VIEW = "parvis.portal.views.expired.expired"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Flash messages travel in a cookie: public pages do not touch the session.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}


# Mail that Django itself sends (a forgotten password). The letters of cases leave by the notifications' own queue.

EMAIL_TIMEOUT = PARVIS_EMAIL.timeout
EMAIL_HOST = PARVIS_EMAIL.host
EMAIL_PORT = PARVIS_EMAIL.port
EMAIL_HOST_USER = PARVIS_EMAIL.user
EMAIL_HOST_PASSWORD = PARVIS_EMAIL.password
EMAIL_USE_TLS = PARVIS_EMAIL.tls == "starttls"
EMAIL_USE_SSL = PARVIS_EMAIL.tls == "implicit"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if PARVIS_EMAIL.scheme == "smtp"
    else "django.core.mail.backends.dummy.EmailBackend"
)


# Logs: to the error output, by route and status; never a request's content, which is people's words and names.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "parvis.config.logs.Discreet", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "parvis": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Says who asked for a page that is not there: the address may hold a tracking code.
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "propagate": False},
    },
}
