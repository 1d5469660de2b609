"""The settings of the tests: the demo's, on a database of their own.

`TEST_ON=postgres` runs on the server named by TEST_DATABASE_URL; otherwise SQLite in memory.
"""

import os

on_postgres = os.environ.get("TEST_ON") == "postgres"
os.environ |= {
    "DEMO": "1",
    "DEBUG": "0",
    "PRODUCTION": "0",
    "ORIGINS": "http://testserver,http://127.0.0.1:8000",
    "REDIS_URL": "",
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", "") if on_postgres else "sqlite:///:memory:",
}

from config.settings import *  # noqa: E402, F403

# Hashing slowly on purpose is tested where it matters, with the real hasher.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]  # noqa: F405
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOOKS_AROUND_AT_START = False  # it would ask a database that the tests are still making
FIRST_POSTS_REVIEWED = 0  # its own tests set it
SECOND_LOOK_ONE_IN = 0  # as above
