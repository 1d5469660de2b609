"""The behavioural suite: what must be read, what must not move a reading, and which way a change must push it."""

import tomllib
from pathlib import Path

import pytest

from screening.emergency import assess

LIVE = "Lip filler at noon. Her upper lip has gone white and cold, refill is six seconds and she is in agony."
SHOWN = ("deflect", "ask")

TABLES = Path(__file__).parent


def cases(name: str) -> list[dict[str, str]]:
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))["case"]


def named(case: dict[str, str]) -> str:
    return f"{case['kind']} {case.get('what') or case['label']}"


@pytest.mark.parametrize("case", cases("emergencies"), ids=named)
def test_an_emergency_stays_one_however_it_is_told(case: dict[str, str]) -> None:
    found = assess(case["title"], case["body"], "questions")

    assert (found.label, found.band) == ("emergency", "deflect")


@pytest.mark.parametrize("case", cases("calm"), ids=named)
def test_what_is_over_or_was_never_live_passes(case: dict[str, str]) -> None:
    found = assess("", case["body"], "discussion")

    assert (found.label, found.band) == (case["label"], "clear")


NOISE = {
    "typos": "Her liip has gon wite and coold, refil is six secconds and she is in agony. What do i do",
    "homoglyphs": "Hеr uрper liр hаs gоne white and cold, refill is six seconds and she is in agony.",
    "zero width": "Her upper lip has gone wh\u200bite and co\u200bld, ref\u200bill is six seconds and she is in agony.",
    "leet": "H3lp! Her upper l1p has gone wh1te and c0ld, refill is six seconds and she is in agony.",
    "capitals": LIVE.upper(),
    "no punctuation": LIVE.replace(".", "").replace(",", ""),
    "dictated": "her lip is white comma it is cold full stop see our tea six seconds full stop help me question mark",
    "full width": "Ｈｅｒ ｌｉｐ ｈａｓ ｇｏｎｅ ｗｈｉｔｅ and cold, refill is six seconds and she is in agony.",
}  # fmt: skip


@pytest.mark.parametrize("text", NOISE.values(), ids=NOISE)
def test_a14_noise_hides_nothing(text: str) -> None:
    assert assess("", text, "reply").band == "deflect"


def test_a11_a_reply_carries_the_signs_of_the_post_it_answers() -> None:
    parent = "Nasolabial filler, and the cheek is mottled with slow refill."
    reply = "Mine has just done the same, what dose?"

    assert assess("", reply, "reply", parent=parent).band == "deflect"


SIGNS_TO_ADD = [
    "She has just lost the sight in her left eye.",
    "Now she can't breathe and her tongue is swelling.",
    "She has just collapsed and isn't responding.",
]


@pytest.mark.parametrize("sign", SIGNS_TO_ADD)
def test_a13_one_grave_sign_makes_a_mild_post_an_emergency(sign: str) -> None:
    mild = "Lips yesterday. A bruise on the left, no blanching, refill normal, warm. Arnica?"
    before, after = assess("", mild, "questions"), assess("", f"{mild} {sign}", "questions")

    assert (before.band, after.band) == ("clear", "deflect")
    assert after.score > before.score


def test_b3_without_its_ending_the_story_is_live() -> None:
    told = "She's blanching, her lip is mottled, refill is six seconds and I'm shaking."

    assert assess("", told, "cases").band == "deflect"
    assert assess("", f"{told} That was March 2021; full recovery, discharged at two weeks.", "cases").band == "clear"


@pytest.mark.parametrize("turn", ["She has not recovered.", "It isn't settling and today it is darker."])
def test_b7_a_denied_recovery_closes_nothing(turn: str) -> None:
    told = "Her chin was mottled after filler yesterday and we gave two vials."
    found = assess("", f"{told} {turn}", "cases")

    assert found.band in SHOWN
    assert found.score > assess("", f"{told} She recovered fully.", "cases").score


def test_c3_one_denial_less_is_an_emergency() -> None:
    denied = "Lips this morning. No blanching, refill normal, no pain, it's warm. Is the swelling ok?"
    broken = "Lips this morning. Her lip is blanching, refill is six seconds, it's cold. Is the swelling ok?"

    assert [assess("", text, "questions").band for text in (denied, broken)] == ["clear", "deflect"]


@pytest.mark.parametrize(
    "product", ["Juvederm", "Restylane", "Teosyal", "a filler I bought in Leeds", "0.4ml of Belotero"]
)
def test_c7_brand_dose_and_city_change_nothing(product: str) -> None:
    body = f"Used {product} in the lip. It has gone white and cold, refill is six seconds and she's in agony."

    assert assess("", body, "questions").band == "deflect"


def test_c8_title_and_body_are_one_text() -> None:
    first, second = "Her lip has gone white and cold", "Refill is six seconds and she is in agony, what do I do?"

    told = [(first, second), (second, first), ("", f"{first}. {second}")]

    assert [assess(*text, "questions").band for text in told] == ["deflect", "deflect", "deflect"]


def test_c9_an_old_story_with_a_new_small_question_is_current() -> None:
    body = (
        "After my VO last year I'm nervous. Today just a bruise: warm, no pain, refill normal, fills at once. Arnica?"
    )
    found = assess("", body, "questions")

    assert (found.label, found.band == "deflect") == ("current", False)


TAILS = [
    "\n--\nJo Smith RGN INP, The Clinic, www.example.org, views my own",
    " #aesthetics #nurse #filler",
    "\n" + "We also talked about the weather and the parking for a while. " * 300,
]


@pytest.mark.parametrize("tail", TAILS, ids=["signature", "hashtags", "3,000 words"])
def test_c11_what_follows_changes_nothing(tail: str) -> None:
    assert assess("", LIVE + tail, "questions").band == "deflect"
