"""The table against OWASP ASVS 5.0.0: read from docs/asvs.toml, and laid out as docs/asvs.md."""

import tomllib
from collections import Counter
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
DATA = DOCS / "asvs.toml"
STATES = ("met", "open", "not applicable")
CHAPTERS = (
    "Words that reach an interpreter", "Rules for what comes in", "Pages in the browser", "Services and sockets",
    "Files", "Signing in", "Sessions", "Rights", "Tokens that carry their own facts", "OAuth and OpenID",
    "Cryptography", "On the wire", "Configuration", "Data", "Code and parts", "Logs and mistakes", "WebRTC",
)  # fmt: skip
STANDARD = "https://github.com/OWASP/ASVS/tree/v5.0.0_release/5.0"
HEAD = f"""# How the forum stands against OWASP ASVS

*Made from [asvs.toml](asvs.toml) with `python -m tests.house.papers`. The numbers are those of the [OWASP Application
Security Verification Standard 5.0.0]({STANDARD}) (CC BY-SA 4.0); what each asks is said here in
our own few words, and the standard's own text is what counts. All requirements of levels 1 and 2 are here, and those of
level 3 that we take. We judged ourselves; nobody else has looked yet.*

**met**: a test or file shows it. **open**: not met, or not wholly; the words say what is missing. **not applicable**:
the forum has nothing of the kind. A test fails where a test or file that is named here is gone.
"""


def requirements() -> dict[str, dict]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def chapter_of(number: str) -> int:
    return int(number.partition(".")[0])


def row(number: str, one: dict) -> str:
    shown = "<br>".join(f"`{proof}`" for proof in one.get("evidence", []))
    told = "<br>".join(part for part in (one.get("says", ""), shown) if part)
    return f"| {number} | {one['level']} | {one['asks']} | {one['state']} | {told} |\n"


def page() -> str:
    rows = requirements()
    counts = Counter((one["level"], one["state"]) for one in rows.values())
    lines = [HEAD, "\n| level | " + " | ".join(STATES) + " |\n|---|---|---|---|\n"]
    for level in (1, 2, 3):
        lines.append(f"| {level} | " + " | ".join(str(counts[level, state]) for state in STATES) + " |\n")
    for chapter, name in enumerate(CHAPTERS, start=1):
        lines.append(f"\n## {chapter}. {name}\n\n| number | level | asks | state | shown by |\n|---|---|---|---|---|\n")
        lines.extend(row(number, one) for number, one in rows.items() if chapter_of(number) == chapter)
    return "".join(lines)
