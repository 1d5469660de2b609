"""All settings in one file; what differs between places comes from the environment (.env.example lists it)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.files import guard
from config.keys import take_keys

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
take_keys(env.str("CREDENTIALS_DIRECTORY", default=""))
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
ON_A_LAPTOP = DEMO or DEBUG  # the demo shows members' pages as they are, refusals included, so it runs without DEBUG
PRODUCTION = env.bool("PRODUCTION", default=not ON_A_LAPTOP)

# On a real site a missing key is a start-up error (config/checks.py); the value below can only ever reach a laptop.
SECRET_KEY = env.str("SECRET_KEY", default="insecure-development-key-never-for-patients" if ON_A_LAPTOP else "unset")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # sign nothing new; what they signed holds
VAULT_KEY = env.str("VAULT_KEY", default=SECRET_KEY)
BACKUP_KEY = env.str("BACKUP_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if ON_A_LAPTOP else [])
ORIGINS = env.list("ORIGINS", default=["http://127.0.0.1:8000", "http://localhost:8000"] if ON_A_LAPTOP else [])
CSRF_TRUSTED_ORIGINS = ORIGINS
SITE_NAME = "Debrief"

INSTALLED_APPS = [
    "daphne",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "huey.contrib.djhuey",
    "realtime",
    "audit",
    "members",
    "notifications",
    "notices",
    "deflection",
    "forum",
    "reports",
    "moderation",
    "privacy",
    "webhooks",
    "config.apps.ConfigConfig",
    *(["demo"] if (BASE_DIR / "demo").is_dir() else []),  # a site with members comes without it
]

# All of it runs without async, so that a page takes one way (config/handler.py, which serves files as well).
MIDDLEWARE = [
    "config.metrics.counted",
    "config.doors.over_https_alone",
    "django.middleware.security.SecurityMiddleware",
    "config.visitors.ready_pages",
    "config.headers.guarded",
    "config.middleware.Policy",
    "api.door.api_door",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.readable_bodies_only",
    "members.guard.Guard",
    "members.policies.NewVersions",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATE_LOADERS = [f"django.template.loaders.{place}.Loader" for place in ("filesystem", "app_directories")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    TEMPLATE_LOADERS if DEBUG else [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
                )
            ],
            "builtins": ["template_partials.templatetags.partials", "config.templatetags.kept"],
            "libraries": {"i18n": "config.templatetags.words"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    }
]

SILENCED_SYSTEM_CHECKS = ["templates.W003"]  # one name for two libraries of tags: ours stands in for i18n on purpose

# Data -------------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'debrief.sqlite3'}")}
DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL alone locks more often than the default; with IMMEDIATE a writer waits its turn instead of failing.
    if DATABASES["default"]["NAME"] != ":memory:":
        DATABASES["default"]["ENGINE"] = "config.sqlite"
    DATABASES["default"]["OPTIONS"] |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # Under ASGI a CONN_MAX_AGE above 0 leaks one connection a thread: the pool keeps them instead, and config/postgres
    # looks whether each lives before it is lent. It gives up soon, so that it begins anew soon: its pauses double.
    DATABASES["default"] |= {"ENGINE": "config.postgres", "CONN_MAX_AGE": 0}
    DATABASES["default"]["OPTIONS"] |= {
        "connect_timeout": 3,
        "tcp_user_timeout": 10_000,
        # Only what asks for it is prepared on the server (members/prepared.py), never what was merely sent often.
        "prepare_threshold": 10**9 if env.bool("DATABASE_PREPARES", default=True) else None,
        "pool": {
            "name": "debrief",
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL", default=10),
            "timeout": 3,
            "reconnect_timeout": 3,
        },
    }
    # config/asgi.py sets it for pages; migrations may take long.
    if limit := env.int("DATABASE_STATEMENT_SECONDS", default=0):
        limits = {"statement_timeout": limit, "lock_timeout": limit, "idle_in_transaction_session_timeout": 3 * limit}
        DATABASES["default"]["OPTIONS"]["options"] = " ".join(f"-c {name}={value}s" for name, value in limits.items())

SITE_ROLE = env.str("SITE_ROLE", default="")  # migrate, run by the owner of the tables, gives it its rights
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL", default="")
CHANNEL_REDIS_URLS = (env.list("CHANNEL_REDIS_URLS", default=[]) or [REDIS_URL]) if REDIS_URL else []

if REDIS_URL:
    # channels_redis 4.3 with redis-py 8 cuts idle sockets after 5 s unless the timeout is taken away.
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {
                "hosts": [
                    {"address": address, "socket_timeout": None, "socket_connect_timeout": 2}
                    for address in CHANNEL_REDIS_URLS
                ]
            },
        }
    }
    CACHES = {
        "default": {
            "BACKEND": "config.cache.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            # redis-py would try again for seconds, while somebody waits to sign in.
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1, "retry": Retry(NoBackoff(), 0)},
        }
    }
    HUEY = {
        "name": "debrief",
        "connection": {
            # Work that is handed over waits for nobody; a worker that listens waits a second at a time.
            "connection_pool": ConnectionPool.from_url(
                REDIS_URL, socket_connect_timeout=1, socket_timeout=3, retry=Retry(NoBackoff(), 0)
            )
        },
        "immediate": False,
        "consumer": {"workers": 2, "check_worker_health": True},
    }
else:
    # The one subscription of a process may be as old as the process.
    memory = {"capacity": 1_000, "group_expiry": 10**9}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": memory}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    HUEY = {"name": "debrief", "huey_class": "huey.MemoryHuey", "immediate": True}

# People -----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["members.signing_in.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "members.passwords.LongEnough"},
    {"NAME": "members.passwords.NoOwnWords"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "members.passwords.NotCommonplace"},
]
ACCOUNT_ADAPTER = "members.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "members.models.people.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "members.forms.SignUpDetails"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
PASSWORD_RESET_TIMEOUT = 60 * 60  # for a link that came by mail
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Debrief: "
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "members.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "members.factor_forms.CodeForm", "reauthenticate": "members.factor_forms.CodeAgainForm",
    "activate_totp": "members.factor_forms.AppForm", "add_webauthn": "members.factor_forms.PasskeyForm",
    "edit_webauthn": "members.factor_forms.PasskeyNameForm",
}  # fmt: skip
OURS = "login signup add_email change_email change_password reset_password reset_password_from_key reauthenticate"
ACCOUNT_FORMS = {name: f"members.account_forms.{name}" for name in OURS.split()}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ON_A_LAPTOP  # http://localhost; browsers take no other address without https
# The demo's logins are public: they enter with the password alone.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMO)
IDLE_LOCK_MINUTES = env.int("IDLE_LOCK_MINUTES", default=0 if DEMO else 15)  # 0: never
TELLS_OF_NEW_DEVICES = not DEMO  # many people share its logins
STEP_UP_MINUTES = env.int("STEP_UP_MINUTES", default=0 if DEMO else 15)  # how old a proof may be; 0: any
if DEMO:  # many people try one laptop's demo from one address
    ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "signup": "60/m/ip"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = env.str("MAIL_DIR", default=str(VAR_DIR / "mail"))
if env.str("EMAIL_URL", default=""):  # smtp+tls://user:password@host:587
    globals().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Debrief <no-reply@debrief.invalid>")
BOUNCE_SECRET = env.str("BOUNCE_SECRET", default="")

VAPID_PRIVATE_KEY = env.str("VAPID_PRIVATE_KEY", default="")  # manage.py make_push_keys
VAPID_SUBJECT = env.str("VAPID_SUBJECT", default="")
# The makers of browsers; one that begins with a dot stands for every host below it.
PUSH_HOSTS = env.list(
    "PUSH_HOSTS",
    default=["fcm.googleapis.com", ".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com"],
)
PUSH_TO_THIS_MACHINE = False  # the tests have a push service of their own

# The browser ------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
SERVESTATIC_USE_FINDERS, SERVESTATIC_AUTOREFRESH = ON_A_LAPTOP, DEBUG
SERVESTATIC_ADD_HEADERS_FUNCTION = guard
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ON_A_LAPTOP
        else "servestatic.storage.CompressedManifestStaticFilesStorage"
    },
}
EVIDENCE_SCANNER = env.str("EVIDENCE_SCANNER", default="")  # looks before a reviewer does (members/scanning.py)
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))
ERASED_LIST = env.str("ERASED_LIST", default=str(VAR_DIR / "erased.txt"))  # outside the database on purpose

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "report-uri": "/csp/",  # config/refused.py
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_ENGINE = "members.kept_sessions"
MESSAGE_STORAGE = "config.flashes.Storage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
CSRF_FAILURE_VIEW = "config.views.stale_form"
COOKIES_BEGIN_WITH = "__Host-" if PRODUCTION else ""
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
    # Attempts to sign in are counted by address: behind a proxy all would be one person.
    ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # Browsers take these only over https and from this very host: no neighbour under the same domain can plant one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIES_BEGIN_WITH}sessionid", f"{COOKIES_BEGIN_WITH}csrftoken"

# One language a site: what is laid out once is kept for everybody (docs/decisions/0040).
LANGUAGE_CODE = env.str("SITE_LANGUAGE", default="en-gb").lower()
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(f"SITE_LANGUAGE is {LANGUAGE_CODE}. It can be {' or '.join(dict(LANGUAGES))}.")
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# Logs say who, what and how long; never a text that somebody wrote.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain") or "plain"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "config.logs.Plain", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": "config.logs.Json"},
    },
    "filters": {"away": {"()": "config.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["away"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "WARNING"},
        "daphne": {"level": "WARNING"},
        "asyncio": {"level": "WARNING"},
        # With a handler of its own here, the worker adds none that says each line twice.
        "huey": {"level": "WARNING", "handlers": ["stderr"], "propagate": False},
    },
}

# A name that is none is said by a check (config/checks.py), in plain lines.
LOGGING["handlers"]["stderr"]["formatter"] = LOG_FORMAT if LOG_FORMAT in LOGGING["formatters"] else "plain"

# How the forum behaves --------------------------------------------------------------------------------------------

VAULT_DAYS = 30
# Of texts that the reader doubted and their authors called over, moderators read one in so many afterwards.
SAMPLE_ONE_IN = env.int("SAMPLE_ONE_IN", default=1)
# A folder with further versions of the reader, one folder each: blend.json, model.sha256, perhaps an encoder.
READER_VERSIONS = env("READER_VERSIONS", default="")
# Where calls to those on duty are sent besides bell and mail (an SMS service), and the key that signs them.
DUTY_WEBHOOK_URL, DUTY_WEBHOOK_SECRET = (env.str(f"DUTY_WEBHOOK_{part}", default="") for part in ("URL", "SECRET"))
WEBHOOKS_INSIDE = env.bool("WEBHOOKS_INSIDE", default=False)  # whether they may lead into this very network
DRAFT_DAYS = 180
CASE_AFTER_HOURS = min(env.int("CASE_AFTER_HOURS", default=24), 14 * 24)  # between an event and its case study
# A frame that many hear is written straight to each connection (realtime/line.py); 0: as messages of the server.
DIRECT_FRAMES = env.bool("DIRECT_FRAMES", default=True)
# Open pages that one session may listen with in one process; a further one asks by the clock (realtime/limits.py).
SOCKETS_PER_SESSION = env.int("SOCKETS_PER_SESSION", default=20)
# Whoever sends it as a bearer token may read /metrics (config/metrics.py); empty: the address does not exist.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
LOOKS_AROUND_AT_START = True  # a server says in one line what is not there yet (config/starting.py)
TOPICS_PER_PAGE = 20
# What a member who does not moderate may publish. The demo tells a year in a minute.
DAY, MINUTE = 24 * 3600, 60
WRITE_LIMITS = {
    "posts": {MINUTE: env.int("POSTS_A_MINUTE", default=4), DAY: env.int("POSTS_A_DAY", default=100)},
    "questions": {DAY: env.int("QUESTIONS_A_DAY", default=5)},
    "requests": {MINUTE: env.int("API_REQUESTS_A_MINUTE", default=120)},  # of programs, reading included
}
if DEMO:
    WRITE_LIMITS = {}
# Of decisions about posts, one in so many is judged again by somebody who does not know how it went; 0: none.
SECOND_LOOK_ONE_IN = env.int("SECOND_LOOK_ONE_IN", default=20)
# A moderator reads so many posts of an unverified member in clinical rooms before others do.
FIRST_POSTS_REVIEWED = env.int("FIRST_POSTS_REVIEWED", default=3)
