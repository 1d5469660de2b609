"""What the demo tells the site: settings made once, settings for this run, and when to refuse."""

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from firstrun.say import Refusal

NO = ("", "0", "false", "no", "off", "n", "f")


def read_pairs(file: Path) -> dict[str, str]:
    """NAME=value lines, as in .env."""
    if not file.exists():
        return {}
    lines = [line.strip().removeprefix("export ") for line in file.read_text().splitlines()]
    pairs = [line.partition("=") for line in lines if "=" in line and not line.startswith("#")]
    return {name.strip(): value.strip().strip("'\"") for name, _, value in pairs}


def given(env: Mapping[str, str], root: Path) -> dict[str, str]:
    """What somebody set on purpose: .env, and above it the environment."""
    return read_pairs(root / ".env") | dict(env)


def refuse_in_production(env: Mapping[str, str], root: Path) -> None:
    """Demo accounts have public passwords: never next to real members."""
    settings = given(env, root)
    if settings.get("PRODUCTION", "").strip().lower() not in NO:
        reason = "PRODUCTION is set"
    elif settings.get("DEBUG", "1").strip().lower() in NO:
        reason = f"DEBUG={settings['DEBUG']} is set"
    else:
        return
    raise Refusal(
        f"The demo does not run here: {reason}, and its logins are public."
        " Run it in a folder of its own, without that setting in the environment or in .env."
    )


def environment(env: Mapping[str, str], root: Path, *, address: str) -> dict[str, str]:
    """The whole environment of the demo's processes; what somebody set wins over what we would choose."""
    port = address.rstrip("/").rpartition(":")[2]
    chosen = {
        "DEBUG": "0",
        "DEMO": "1",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "ORIGINS": f"http://127.0.0.1:{port},http://localhost:{port}",
        "DATABASE_URL": f"sqlite:///{root / 'var' / 'debrief.sqlite3'}",
        "MEDIA_ROOT": str(root / "var" / "media"),
        "MAIL_DIR": str(root / "var" / "mail"),
    }
    ours = {"DJANGO_SETTINGS_MODULE": "config.settings"}  # a shell may still name another project's
    return chosen | secrets_of_this_folder(root / "var" / "demo.env") | given(env, root) | ours


def secrets_of_this_folder(file: Path) -> dict[str, str]:
    """Made once and kept: with a new vault key, yesterday's vault could not be opened."""
    known = read_pairs(file)
    fresh = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "VAULT_KEY": base64.urlsafe_b64encode(os.urandom(32)).decode(),
    }
    if missing := {name: value for name, value in fresh.items() if not known.get(name)}:
        known |= missing
        write_private(file, "".join(f"{name}={value}\n" for name, value in known.items()))
    return known


def write_private(file: Path, text: str) -> None:
    """Readable by this user alone from its first byte, and whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(text)
    fresh.replace(file)


def stand_ins(env: Mapping[str, str], address: str) -> list[str]:
    """What is not as it would be on a real site, one line each."""
    sqlite = env["DATABASE_URL"].startswith("sqlite")
    lines = ["SQLite in var/ instead of PostgreSQL (DATABASE_URL)"] if sqlite else []
    if not env["REDIS_URL"]:
        lines.append("no Redis: no Valkey wheel for this machine, so live pages work in one process only")
    elif "127.0.0.1" in env["REDIS_URL"]:
        lines.append("a Valkey of its own on loopback instead of your Redis (REDIS_URL)")
    lines.append(f"mail is not sent; read it at {address}demo/mail/")
    lines.append("members and cases are invented; a helpline marked SAMPLE is not a real line")
    return lines
