"""What a site in production promises browsers: by its settings, by its cookies and with each page."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

SAID = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
from config import flashes, theme
from members import devices
said = {name: getattr(settings, name) for name in NAMES if name != "OTHER_COOKIES"}
said["OTHER_COOKIES"] = [devices.COOKIE, flashes.OwnCookie.cookie_name, theme.COOKIE]
print(json.dumps(said))
"""
PROMISED = {
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT": 600,
    "CSRF_COOKIE_NAME": "__Host-csrftoken",
    "CSRF_COOKIE_SECURE": True,
    "DATA_UPLOAD_MAX_MEMORY_SIZE": 262_144,
    "DATA_UPLOAD_MAX_NUMBER_FIELDS": 200,
    "OTHER_COOKIES": ["__Host-device", "__Host-messages", "__Host-theme"],
    "PASSWORD_RESET_TIMEOUT": 3600,
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_REFERRER_POLICY": "same-origin",
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_DOMAIN": None,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "SESSION_COOKIE_PATH": "/",
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_SECURE": True,
    "X_FRAME_OPTIONS": "DENY",
}


def test_a_site_in_production_keeps_what_is_promised_and_its_checks_find_nothing(tmp_path):
    env = {
        "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", "PRODUCTION": "1",
        "SECRET_KEY": "a-secret-of-this-test-alone-0123456789-abcdefghijklmnopq",
        "VAULT_KEY": "another-secret-of-this-test-0123456789-abcdefghijklmnop", "ALLOWED_HOSTS": "forum.example.org",
        "ORIGINS": "https://forum.example.org", "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
    }  # fmt: skip
    command = [sys.executable, "-c", f"NAMES = {sorted(PROMISED)}\n{SAID}"]
    done = subprocess.run(command, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == PROMISED


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sections/discussion/", "/sections/discussion/new/"])
def test_pages_of_members_are_kept_by_nobody_else(as_, author, sections, path):
    page = as_(author).get(path)
    assert (page.status_code, page["Cache-Control"]) == (200, "private, no-cache")
    assert page["Permissions-Policy"].startswith("accelerometer=(), camera=(), ")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/vault/", "/drafts/", "/settings/", "/credentials/", "/files/", "/moderation/"])
def test_private_ones_are_not_kept_at_all(as_, moderator, path):
    page = as_(moderator).get(path)
    assert page.status_code == 200
    assert {"private", "no-store"} <= set(page["Cache-Control"].split(", "))


@pytest.mark.django_db
def test_signing_out_empties_what_the_browser_kept(as_, author):
    page = as_(author).post("/accounts/logout/")
    assert (page.status_code, page["Clear-Site-Data"]) == (302, '"cache"')
