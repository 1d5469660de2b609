"""The reckoning: what ran, what did not and why; a missing part fails where CI says so."""

import pytest

from firstrun.reckoning import Count, Reckoning, count

REPORT = """<testsuites>
<testsuite tests="7" failures="1" errors="1" skipped="2"/>
<testsuite tests="3" failures="0" errors="0" skipped="0"/>
</testsuites>"""


def test_a_report_is_counted_whole(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    assert count(report) == Count(passed=6, failed=2, skipped=2)
    assert str(count(report)) == "6 passed, 2 failed, 2 skipped"


def test_no_report_counts_nothing(tmp_path):
    assert str(count(tmp_path / "none.xml")) == "0 passed, 0 failed"


@pytest.fixture
def reckoning() -> Reckoning:
    made = Reckoning()
    made.add("style and floors", code=0)
    made.add("units", code=0, counted=Count(passed=4))
    return made


def test_all_green(reckoning):
    reckoning.add("PostgreSQL", code=0, counted=Count(passed=3, skipped=1))

    assert str(reckoning.counted) == "7 passed, 0 failed, 1 skipped"
    assert (reckoning.is_green(ci=False), reckoning.is_green(ci=True)) == (True, True)
    assert reckoning.table(ci=True) == [
        "  style and floors   ran",
        "  units              ran: 4 passed, 0 failed",
        "  PostgreSQL         ran: 3 passed, 0 failed, 1 skipped",
    ]


def test_a_missing_part_is_named_and_fails_only_where_ci_says_so(reckoning):
    reckoning.missing["Chromium"] = "no Chromium here. Cure: get one"

    assert (reckoning.is_green(ci=False), reckoning.is_green(ci=True)) == (True, False)
    assert reckoning.table(ci=True) == [
        "  style and floors   ran",
        "  units              ran: 4 passed, 0 failed",
        "  Chromium           NOT RUN: no Chromium here. Cure: get one",
        "  With CI=true a part that did not run is a failure.",
    ]


def test_a_part_that_found_no_test_did_not_run(reckoning):
    reckoning.add("Chromium", code=5, counted=Count())

    assert reckoning.table(ci=False)[2:] == ["  Chromium           NOT RUN: no test was found for it"]
    assert (reckoning.is_green(ci=False), reckoning.is_green(ci=True)) == (True, False)


@pytest.mark.parametrize(("code", "counted"), [(1, Count(failed=1)), (3, Count()), (4, Count())])
def test_a_part_that_failed_or_broke_off_is_red(reckoning, code, counted):
    reckoning.add("PostgreSQL", code=code, counted=counted)

    assert reckoning.is_green(ci=False) is False
    assert reckoning.table(ci=False)[2:] == [f"  PostgreSQL         FAILED: {counted}"]


def test_checks_that_failed_are_named():
    reckoning = Reckoning()
    reckoning.add("style and floors", code=2, words="style (ruff), migrations")

    assert (reckoning.table(ci=False), reckoning.is_green(ci=False)) == (
        ["  style and floors   FAILED: style (ruff), migrations"],
        False,
    )
