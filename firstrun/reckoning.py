"""The reckoning: what ran, what did not and why, and the one line that counts it all."""

import xml.etree.ElementTree as xml
from dataclasses import dataclass
from pathlib import Path

PARTS = ("style and floors", "units", "Redis protocol", "Chromium", "servers", "PostgreSQL")


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def count(report: Path) -> Count:
    """Add up one of pytest's reports; an error in a fixture is a failure too."""
    if not report.exists():
        return Count()
    suites = list(xml.parse(report).getroot().iter("testsuite"))
    asked = sum(int(suite.get("tests", 0)) for suite in suites)
    failed = sum(int(suite.get("failures", 0)) + int(suite.get("errors", 0)) for suite in suites)
    skipped = sum(int(suite.get("skipped", 0)) for suite in suites)
    return Count(max(0, asked - failed - skipped), failed, skipped)


class Reckoning:
    """Collects the parts of one test run."""

    def __init__(self) -> None:
        self.counted = Count()
        self.failures: list[str] = []
        self.ran: dict[str, str] = {}
        self.missing: dict[str, str] = {}

    def add(self, part: str, *, code: int, counted: Count | None = None, words: str = "") -> None:
        """One part ended. pytest's code 5 means that it found no test: that is a part not run."""
        if counted is not None:
            self.counted += counted
        if code == 5 and counted is not None:
            self.missing[part] = "no test was found for it"
            return
        if code:
            self.failures.append(part)
        words = words or str(counted or "")
        self.ran[part] = ("FAILED" if code else "ran") + (f": {words}" if words else "")

    def is_green(self, *, ci: bool) -> bool:
        return not (self.failures or self.counted.failed or (ci and self.missing))

    def table(self, *, ci: bool) -> list[str]:
        """Every part by name, the missing ones loudly."""
        lines = []
        for part in [*PARTS, *(set(self.ran) - set(PARTS))]:
            if part in self.missing:
                lines.append(f"  {part:<18} NOT RUN: {self.missing[part]}")
            elif part in self.ran:
                lines.append(f"  {part:<18} {self.ran[part]}")
        if ci and self.missing:
            lines.append("  With CI=true a part that did not run is a failure.")
        return lines
