"""The shape of a register's number: a wrong one is refused with the shape shown, a right one proves nothing."""

from urllib.parse import urlsplit

import pytest

from members.registers import check, normalised, registers

#   register   right                                   wrong
SHAPES = {
    "gmc":   (["1234567", "L123456", "123 4567"],      ["123456", "12345678", "C1234567", "ABCDEFG"]),
    "nmc":   (["71A2998E", "71a 2998e", "71-A2998-E"], ["71A2998", "A712998E", "71A29980", "712A998E"]),
    "gphc":  (["2123456"],                             ["1123456", "212345", "21234567"]),
    "hcpc":  (["PH123456", "PYL123456", "CH1"],        ["P123456", "PH1234567", "1234567", "PH"]),
    "npi":   (["1234567893"],                          ["1234567898", "123456789", "12345678930"]),
    "ahpra": (["MED0000932846", "nmw0001234567"],      ["MED000093284", "ME0000932846", "0000932846"]),
    "rpps":  (["10123456781"],                         ["10123456789", "1012345678"]),
    "cpso":  (["12345", "123456"],                     ["1234", "1234567", "A12345"]),
}  # fmt: skip
UNCONFIRMED = {"gdc": "12", "lanr": "123456701", "big": "123", "psni": "x", "imc": "x", "other": "x", "jccp": "x"}


def test_at_least_fourteen_registers_are_known():
    known = registers()
    named = {"gmc", "nmc", "gdc", "gphc", "hcpc", "jccp", "save-face", "npi", "ahpra", "rpps", "lanr", "big", "cpso"}
    assert (len(known) >= 14, named - set(known)) == (True, set())
    assert {row.slug for row in known.values() if row.verified} == set(SHAPES)
    assert [row.slug for row in known.values() if not (row.name and row.words and row.find and row.read)] == []


@pytest.mark.parametrize("slug", SHAPES)
def test_the_table_of_shapes(slug):
    register = registers()[slug]
    right, wrong = SHAPES[slug]
    assert [(number, check(register, number).ok) for number in [*right, *wrong]] == [
        *((number, True) for number in right), *((number, False) for number in wrong),
    ]  # fmt: skip
    assert [check(register, number).warning for number in right] == [""] * len(right)


@pytest.mark.parametrize("register", [row for row in registers().values() if row.sample], ids=lambda row: row.slug)
def test_each_sample_fits_its_own_shape(register):
    assert check(register, register.sample).refusal == ""
    assert "do not agree" not in check(register, register.sample).warning


@pytest.mark.parametrize("slug", UNCONFIRMED)
def test_an_unconfirmed_shape_warns_and_never_refuses(slug):
    shape = check(registers()[slug], UNCONFIRMED[slug])
    assert (shape.ok, shape.refusal, bool(shape.warning)) == (True, "", True)


def test_a_refusal_shows_the_shape_and_asks_about_look_alikes():
    nmc, npi = registers()["nmc"], registers()["npi"]
    assert check(nmc, "71A2998").refusal == (
        "NMC: the number has this shape: two digits, a letter, four digits, a letter, such as 71A2998E. "
        "This one has 7 characters."
    )
    assert check(nmc, "7IA2998E").refusal.endswith("Did you mean 71A2998E?")
    assert check(nmc, "7LA29S8E").refusal.endswith("Did you mean 71A2958E?")
    assert check(npi, "1234567898").refusal == (
        "The last digits of this NPI number do not agree: one of them may be mistyped."
    )
    assert check(nmc, "").refusal == check(nmc, "7" * 99).refusal == "Please type the number as your register gives it."


def test_spaces_hyphens_and_small_letters_do_not_matter():
    assert [normalised(number) for number in (" 71a 2998e ", "71–A2998‑E", "med.0000.932846")] == [
        "71A2998E", "71A2998E", "MED0000932846",
    ]  # fmt: skip


def test_digits_of_another_script_are_no_number():
    assert check(registers()["gmc"], "١٢٣٤٥٦٧").ok is False


def test_links_lead_to_the_registers_own_sites_over_https():
    links = [urlsplit(row.link) for row in registers().values() if row.link]
    assert [link.geturl() for link in links if link.scheme != "https" or link.query or link.path != "/"] == []
