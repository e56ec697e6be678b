"""The one settings file. Everything that differs between machines is read from the environment.

Nothing needs to be set to try the product on one's own machine. A value that is wrong is
refused here, by name, before anything is served: a half-right setting is worse than none.
Personal data over plain http is refused too, but for a browser on the same machine.
"""

import re
import secrets
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
DAY = 24 * 60 * 60

env = Env()


def refuse(key: str, why: str) -> NoReturn:
    raise ImproperlyConfigured(f"{key}: {why}")


def site(url: str) -> tuple[bool, str]:
    """Whether the site is served over TLS, and its host as a browser names it."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        refuse("SITE_URL", "is not an address")
    if parts.scheme not in ("http", "https") or not host:
        refuse("SITE_URL", "must look like https://easeback.example.org")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        refuse("SITE_URL", "must be the scheme and the host only, without a path")
    host = f"[{host}]" if ":" in host else host
    if parts.scheme == "http" and host not in LOCAL_HOSTS:
        refuse("SITE_URL", "must begin with https:// unless the host is localhost")
    return parts.scheme == "https", host


def allowed_hosts(given: list[str], *, host: str, https: bool) -> list[str]:
    further = [name.strip() for name in given if name.strip()]
    if "*" in further and https:
        refuse("ALLOWED_HOSTS", "may not be * on a public site: name its hosts")
    return list(dict.fromkeys([host, *LOCAL_HOSTS, *further]))


def secret_key(given: str, kept: Path) -> str:
    """The key that signs cookies: as given, or made once and kept beside the database.

    Two workers that start together must end with the same key. Each writes a whole
    file of its own and tries to link it into place; the first link wins.
    """
    if not given and not kept.exists():
        mine = kept.with_name(f"{kept.name}.{secrets.token_hex(8)}")
        mine.touch(mode=0o600, exist_ok=False)
        mine.write_text(secrets.token_urlsafe(64))
        try:
            kept.hardlink_to(mine)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    key = given or kept.read_text().strip()
    if len(key) < 50:
        refuse("SECRET_KEY" if given else str(kept), "must be at least 50 characters long")
    return key


def database(file: Path) -> dict[str, Any]:
    """The database named by the environment, or SQLite in `file`, set up as either needs it."""
    config: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    if env.str("DATABASE_URL", ""):
        try:
            config = dict(env.dj_db_url("DATABASE_URL"))
        except EnvError:
            refuse("DATABASE_URL", "must look like sqlite:///file or postgres://name:word@host/db")
    engine, options = config["ENGINE"], config.setdefault("OPTIONS", {})
    if engine == "django.db.backends.sqlite3":
        # Immediate: a transaction that will write takes the lock at its start, and waits for
        # it, where a late upgrade would fail at once. The connection stays with its thread.
        config["CONN_MAX_AGE"] = None
        options |= {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    elif engine == "django.db.backends.postgresql":
        # The pool keeps the connections, so a request must not keep one for itself.
        config |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
        options.setdefault("pool", {"min_size": 1, "max_size": 8, "timeout": 10})
    else:
        refuse("DATABASE_URL", "must be SQLite or PostgreSQL")
    return config


def email() -> dict[str, Any]:
    """Django's names for how letters are sent; unless told, they are printed."""
    if not env.str("EMAIL_URL", ""):
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        config = dict(env.dj_email_url("EMAIL_URL"))
    except EnvError:
        config = {}
    if "EMAIL_BACKEND" not in config:
        refuse("EMAIL_URL", "must look like console:// or submission://name:word@host:587")
    return config


def clinic(given: str) -> Path | None:
    """The folder of a clinic's own exercises: a wrong one would go unnoticed by all but her."""
    for part in ("exercises", "poses") if given else ():
        if not Path(given, part).is_dir():
            refuse("CLINIC_DIR", f"must be a folder that holds a folder {part}")
    return Path(given).absolute() if given else None


def flag(key: str) -> bool:
    try:
        return bool(env.str(key, "")) and env.bool(key)
    except EnvError:
        refuse(key, "must be on or off")


# Where things are
DATA_DIR = Path(env.str("DATA_DIR", "") or BASE_DIR / "var")
FIGURES_DIR = DATA_DIR / "figures"  # drawn by load_content, collected with what is in static/
try:
    FIGURES_DIR.mkdir(parents=True, exist_ok=True)
except OSError as fault:
    refuse("DATA_DIR", f"cannot be made ({fault.strerror})")
STATIC_ROOT = Path(env.str("STATIC_ROOT", "") or DATA_DIR / "static")
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static", ("figures", FIGURES_DIR)]

CLINIC_DIR = clinic(env.str("CLINIC_DIR", ""))  # exercises of a clinic's own, beside ours

SITE_URL = (env.str("SITE_URL", "") or "http://localhost:8000").rstrip("/")
HTTPS, SITE_HOST = site(SITE_URL)
ALLOWED_HOSTS = allowed_hosts(env.list("ALLOWED_HOSTS", []), host=SITE_HOST, https=HTTPS)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

DEBUG = flag("DEBUG")
if DEBUG and HTTPS:
    refuse("DEBUG", "must be off on a public site: its error pages show personal data")

SECRET_KEY = secret_key(env.str("SECRET_KEY", ""), DATA_DIR / "secret_key")
DATABASES = {"default": database(DATA_DIR / "easeback.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEFAULT_FROM_EMAIL = f"easeback@{SITE_HOST}"
globals().update(email())  # EMAIL_BACKEND, EMAIL_HOST and so on

# Who it is hosted for. Each person may change these two for herself.
TIME_ZONE = env.str("TIME_ZONE", "") or "UTC"
try:
    ZoneInfo(TIME_ZONE)
except (LookupError, ValueError, OSError):
    refuse("TIME_ZONE", "must be a name such as Europe/London")
COUNTRY = env.str("COUNTRY", "").upper()  # empty: not known, so pages list every country
if not re.fullmatch(r"(?:[A-Z]{2})?", COUNTRY):
    refuse("COUNTRY", "must be a code of two letters such as GB")
USE_TZ = True
LANGUAGE_CODE = "en-gb"
USE_I18N = False
DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
TIME_FORMAT = "H:i"

INSTALLED_APPS = [
    "config",
    "accounts",
    "safety",
    "exercises",
    "faq",
    "sessions",
    "django_htmx",
    # The simple form leaves the loaders below as they are written.
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "config.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.her_time",
    "config.middleware.her_visit",
    "config.middleware.caching",
    "config.middleware.wrong_way",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            # Parsed once a process; `page.html#fragment` names a part of a page.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.filesystem.Loader"],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "config.context.shell",
            ],
            "builtins": [
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "faq.templatetags.women_ask",
            ],
        },
    }
]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.storage.HashedStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Who she is. Her cookie is her only key, so it lasts as long as browsers allow; it is renewed
# once a day (config.middleware), never on every request.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
SESSION_ENGINE = "accounts.visits"
SESSION_COOKIE_AGE = 400 * DAY
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# A name with this prefix is refused by the browser unless it came securely from this very host.
SESSION_COOKIE_NAME = "__Host-visit" if HTTPS else "visit"
CSRF_COOKIE_NAME = "__Host-token" if HTTPS else "token"
CSRF_FAILURE_VIEW = "config.views.stale_token"

# What a browser is told, besides Django's own defaults
if HTTPS:
    # TLS ends at a proxy in front, which sets this header itself (README, "Hosting it").
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from inside, past the proxy
SECURE_HSTS_SECONDS = 365 * DAY if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Preloading binds a whole domain for years: for its owner to decide, not for us.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# What is taken in. Our longest form is a note: more than this is a mistake or an attack.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
DATA_UPLOAD_MAX_NUMBER_FILES = 0

LOG_LEVEL = (env.str("LOG_LEVEL", "") or "INFO").upper()
if LOG_LEVEL not in ("DEBUG", "INFO", "WARNING", "ERROR"):
    refuse("LOG_LEVEL", "must be DEBUG, INFO, WARNING or ERROR")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "config.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL},
        # Its lowest level prints every query with what she typed.
        "django.db.backends": {"level": "INFO"},
    },
}
