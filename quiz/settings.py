"""Every setting, from the environment where it may differ. Nothing needs to be set to practise on one's own machine.

GRADUS_PRODUCTION   true: served to others over HTTPS; then the next two are required       (false)
GRADUS_SECRET_KEY   50 characters or more; signs cookies and forms       (made once, kept in the data folder)
GRADUS_HOSTS        names the site answers to, with commas           (localhost, 127.0.0.1, [::1])
DATABASE_URL        e.g. postgres://user:password@host/name          (SQLite in the data folder)
GRADUS_DATA         folder of the database, the secret key and the built font          (var/)
GRADUS_CONTENT      folder of the questions, if not the ones that come along          (content/)
GRADUS_HTTPS        false: production on a trusted network without TLS                     (true)
GRADUS_HSTS         seconds a browser remembers to use HTTPS only                          (one year)
GRADUS_DEBUG        true: Django's error pages; never with GRADUS_PRODUCTION               (false)
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate
from environs.exceptions import EnvError

ROOT = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
TWO_YEARS = 2 * 365 * 24 * 3600
ONE_YEAR = 365 * 24 * 3600


def _writable(folder: Path) -> Path:
    try:
        (folder / "static").mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"The data folder {folder} cannot be written ({problem.strerror}).") from None
    return folder


def _kept_secret(path: Path) -> str:
    """The key of this machine: 64 characters, made once. A second process that comes first wins."""
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as problem:
        raise ImproperlyConfigured(f"The secret key cannot be kept in {path} ({problem.strerror}).") from None
    return path.read_text(encoding="ascii")


def _database(url: str) -> dict[str, Any]:
    """SQLite as a server wants it: readers never wait, writers queue, a committed review survives a killed process."""
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError) as problem:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {str(problem).splitlines()[0]}") from None
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;",
        }
        database["TEST"] = {"NAME": str(DATA / "tests.sqlite3")}
    return database


env = Env()
try:
    with env.prefixed("GRADUS_"):
        PRODUCTION: bool = env.bool("PRODUCTION", False)
        DEBUG: bool = env.bool("DEBUG", False)
        HTTPS: bool = env.bool("HTTPS", PRODUCTION)
        HSTS: int = env.int("HSTS", ONE_YEAR, validate=validate.Range(min=0))
        DATA: Path = _writable(Path(env.str("DATA", "") or ROOT / "var").resolve())
        CONTENT: Path = Path(env.str("CONTENT", "") or ROOT / "content").resolve()
        _given_key: str = env.str("SECRET_KEY", "")
        _given_hosts: list[str] = [host.strip() for host in env.str("HOSTS", "").split(",") if host.strip()]
except EnvError as problem:
    raise ImproperlyConfigured(" ".join(str(problem).split())) from None

if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("GRADUS_DEBUG must not be true together with GRADUS_PRODUCTION.")
if PRODUCTION and len(_given_key) < 50:
    raise ImproperlyConfigured("GRADUS_SECRET_KEY must be set in production and have at least 50 characters.")
if PRODUCTION and not _given_hosts:
    raise ImproperlyConfigured("GRADUS_HOSTS must name the host in production, e.g. gradus.example.org.")

SECRET_KEY = _given_key or _kept_secret(DATA / "secret_key")
ALLOWED_HOSTS = _given_hosts or LOCAL_HOSTS

# --- application ------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "quiz.apps.QuizConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "quiz.web.health.healthz",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "quiz.web.sessions.renewed_monthly",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "quiz.urls"
WSGI_APPLICATION = "quiz.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "") or f"sqlite:///{DATA / 'gradus.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

# --- people -----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "quiz.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "log_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = TWO_YEARS
SESSION_COOKIE_NAME = "gradus_session"
CSRF_COOKIE_NAME = "gradus_csrf"
CSRF_COOKIE_AGE = TWO_YEARS
CSRF_COOKIE_HTTPONLY = True

# --- files ------------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA / "staticfiles" if PRODUCTION else None
STATICFILES_DIRS = [ROOT / "static", DATA / "static"]
_STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if PRODUCTION
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# --- security ---------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["quiz.web.uploads.OneFile"]  # at one address, of a bounded size

if HTTPS:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = HSTS
    # Neither server we run speaks TLS itself: whatever does, stands in front and says so in this header.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Whether every other name of the domain speaks HTTPS too, only its owner knows.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# --- log --------------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "quiz": {"level": "INFO"},
        # Django's own console handler is silent outside DEBUG; ours is not. Missing pages and wrong hosts are no news.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "waitress.queue": {"level": "ERROR"},
    },
}
