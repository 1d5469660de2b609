"""What Debrief is made of: `python -m firstrun.supply` writes the licence list and bill of materials from the lock."""

import json
import re
from importlib.metadata import metadata
from pathlib import Path

from firstrun.door import ROOT

LOCK = ROOT / "requirements.lock"
LICENCES = ROOT / "docs/licences.md"
MATERIALS = ROOT / "docs/sbom.cdx.json"
# Files of others that lie in the repository (static/vendor/VERSIONS.md).
VENDORED = ROOT / "static/vendor/VERSIONS.md"
# Not said, or said as a whole text, where the others say it: read from the packages' own licence files. Pythons before
# 3.11.3 alone need the first, so it may not be installed here.
READ_IN_ITS_FILE = {"async-timeout": "Apache-2.0", "automat": "MIT", "fido2": "BSD-2-Clause", "huey": "MIT"}
OLD_NAMES = {
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "3-Clause BSD License": "BSD-3-Clause",
}
HEAD = """# What Debrief is made of

Made by `python -m firstrun.supply` from `requirements.lock` and from what each package says of itself;
`docs/sbom.cdx.json` holds the same as a bill of materials in CycloneDX 1.6. A test fails when either names another
version than the lock.

| package | version | licence |
|---|---|---|
"""


def locked() -> dict[str, str]:
    """Version by package, as the lock pins them."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", LOCK.read_text(encoding="utf-8"), re.M))


def vendored() -> dict[str, tuple[str, str]]:
    """Version and licence by name, of the files that lie in the repository."""
    row = r"^\| `[^`]+` \| ([^|,]+)[^|]* \| ([^|]+) \| ([^|,]+)"
    return {name: (number, licence) for name, number, licence in re.findall(row, VENDORED.read_text("utf-8"), re.M)}


def licence_of(name: str) -> str:
    """The expression if there is one, else the old field or the classifier; a whole text is cut to its first line."""
    if name in READ_IN_ITS_FILE:
        return READ_IN_ITS_FILE[name]
    facts = metadata(name)
    if said := facts.get("License-Expression"):
        return said
    classified = [
        line.rpartition(" :: ")[2] for line in facts.get_all("Classifier") or [] if line.startswith("License")
    ]
    first = (facts.get("License") or next(iter(classified), "not said")).strip().splitlines()[0]
    return OLD_NAMES.get(first, first)


def materials() -> list[tuple[str, str, str]]:
    return [(name, number, licence_of(name)) for name, number in sorted(locked().items())]


def licences_page() -> str:
    rows = materials() + [(f"{name} (in the repository)", *facts) for name, facts in vendored().items()]
    return HEAD + "".join(f"| {name} | {number} | {licence} |\n" for name, number, licence in rows)


def bill() -> str:
    """CycloneDX 1.6, without a time or a serial number: the same lock makes the same bill."""
    parts = [
        {
            "type": "library",
            "name": name,
            "version": number,
            "purl": f"pkg:pypi/{name}@{number}",
            "licenses": named(said),
        }
        for name, number, said in materials()
    ]
    parts += [
        {"type": "library", "name": name, "version": number, "licenses": named(said)}
        for name, (number, said) in vendored().items()
    ]
    whole = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    about = {"component": {"type": "application", "name": "debrief"}}
    return json.dumps(whole | {"metadata": about, "components": parts}, indent=1) + "\n"


def part(name: str, number: str, licence: str) -> dict[str, object]:
    return {"type": "library", "name": name, "version": number, "licenses": named(licence)}


def named(licence: str) -> list[dict[str, object]]:
    """An identifier of SPDX, an expression of them, or a name."""
    if re.fullmatch(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)+", licence):
        return [{"expression": licence}]
    return [{"license": {"id" if re.fullmatch(r"[A-Za-z0-9.+-]+", licence) else "name": licence}}]


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    print(f"{file.relative_to(ROOT)} written")


if __name__ == "__main__":
    write(LICENCES, licences_page())
    write(MATERIALS, bill())
