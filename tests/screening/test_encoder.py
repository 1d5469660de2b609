"""The encoder: the files are the ones promised, it reads what it should, and without it the first reader goes on."""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from screening.emergency import assess
from screening.emergency.assessment import LABELS
from screening.emergency.encoder import blend as meeting
from screening.emergency.encoder import model, shelf
from screening.emergency.encoder.augment import disguised
from screening.emergency.encoder.calibrate import SHOWN, STOPPED, Crowd, lines_for
from screening.emergency.encoder.text import EDGE, written
from screening.emergency.encoder.wordpiece import Vocabulary, words_of
from screening.emergency.examples import DATA, calibration_posts, kept_ids, training_posts
from screening.emergency.linear import load
from screening.emergency.reader import examine

ROOT = Path(__file__).parents[2]
BLIND = ("blind.jsonl", "blind-b.jsonl")
PLEA = "Her lip has gone white and cold, refill is six seconds, what do I do?"
CHATTER = "The supplier sent the wrong size gloves again and the landlord wants more rent. "
runs = pytest.mark.skipif(model.missing() is not None, reason="the encoder's runtime is optional")


def test_the_shipped_files_match_their_checksums_and_are_small() -> None:
    promised = dict(line.split()[::-1] for line in (model.HOME / model.SUMS).read_text().splitlines())

    assert promised == {name: hashlib.sha256((model.HOME / name).read_bytes()).hexdigest() for name in model.SHIPPED}
    assert (model.HOME / "model.onnx").stat().st_size <= 25_000_000


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in (*model.SHIPPED, model.SUMS):
        shutil.copy(model.HOME / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", model.SHIPPED)
def test_one_changed_byte_is_noticed(copy: Path, name: str) -> None:
    packed = bytearray((copy / name).read_bytes())
    packed[-1] ^= 1
    (copy / name).write_bytes(bytes(packed))

    with pytest.raises(model.EncoderError, match=f"{name} does not match its checksum"):
        model.check(copy)


@pytest.mark.parametrize("name", [*model.SHIPPED, model.SUMS])
def test_a_missing_file_is_noticed(copy: Path, name: str) -> None:
    (copy / name).unlink()

    with pytest.raises(model.EncoderError, match="missing"):
        model.check(copy)


def test_a_checksum_file_of_another_kind_is_refused(copy: Path) -> None:
    (copy / model.SUMS).write_text("not a checksum\n")

    with pytest.raises(model.EncoderError, match="missing"):
        model.check(copy)


def test_without_its_file_the_first_reader_goes_on_and_says_so(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "screening", tmp_path / "screening", ignore=shutil.ignore_patterns("model.onnx"))
    asked = (
        "from screening.emergency import assess\n"
        "from screening.emergency.encoder.blend import blend, degraded\n"
        "print(degraded())\n"
        f"for text in ({PLEA!r}, 'Which card machine do you use?'):\n"
        "    found = blend(assess('', text, 'reply'), '', text)\n"
        "    print(found.band, found.version.endswith('/ no encoder'))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert run.stdout.splitlines() == [
        "A file of the encoder or its checksum is missing. Reading without the encoder, with stricter thresholds.",
        "deflect True",
        "clear True",
    ]


def test_the_encoder_is_not_loaded_before_it_reads() -> None:
    asked = "import sys, screening.emergency.encoder; print('onnxruntime' in sys.modules, 'numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)

    assert run.stdout == "False False\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("her lip is grey, £300!", ["her", "lip", "is", "grey", ",", "£300", "!"]),
        ("can't\tbreathe_now", ["can", "'", "t", "breathe", "_", "now"]),
        ("", []),
    ],
)
def test_words_and_marks(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words


def test_word_pieces_have_the_numbers_the_encoder_was_raised_on() -> None:
    vocabulary = Vocabulary(model.HOME / "vocab.txt")

    assert vocabulary.numbers("her lip is grey") == [101, 2014, 5423, 2003, 4462, 102]
    assert vocabulary.numbers("embeddings") == [101, 7861, 8270, 4667, 2015, 102]
    assert vocabulary.numbers("") == [101, 102]
    assert vocabulary.numbers("x" * 101) == [101, 100, 102]


def test_a_text_is_evened_out_and_of_a_huge_one_both_ends_are_kept() -> None:
    assert written("Lip", "gr\u200bеy  \n now") == "lip. grey now"
    assert written("", "Grey") == "grey"
    huge = written("", "start " + "a b " * 100_000 + "end")
    assert (huge[:5], huge[-3:], len(huge) <= 2 * EDGE + 1) == ("start", "end", True)


@pytest.mark.parametrize(
    ("size", "lengths"), [(2, [2]), (320, [320]), (321, [320, 192, 192]), (3000, [320] + [192] * 4)]
)
def test_a_long_text_is_read_whole_and_in_stretches(size: int, lengths: list[int]) -> None:
    numbers = [101, *range(1000, 1000 + size - 2), 102]
    found = model.parts(numbers)

    assert [len(part) for part in found] == lengths
    assert {(part[0], part[-1]) for part in found} == {(101, 102)}
    assert {part[index] for part in found for index in (1, -2)} >= set(numbers[1:2] + numbers[-2:-1])


def test_a_stretch_lifts_the_whole_half_way_and_never_lowers_it() -> None:
    calm, urgent = [0.2, 0.2, 0.4, 0.2], [0.8, 0.1, 0.05, 0.05]

    assert model.urged(calm, [urgent]) == pytest.approx([0.5, 0.125, 0.25, 0.125])
    assert model.urged(urgent, [calm]) == pytest.approx(urgent)


def test_whole_voices_and_pairs_are_kept_for_calibration() -> None:
    kept, voices, halves = kept_ids(), defaultdict(set), defaultdict(set)
    for name in shelf.FILES:
        for row in map(json.loads, (DATA / name).open(encoding="utf-8")):
            voices[name, row.get("voice") or row["id"]].add(row["id"] in kept)
            halves[row["pair_id"] or row["id"]].add(row["id"] in kept)

    assert {len(found) for found in (*voices.values(), *halves.values())} == {1}
    assert sum(True in found for found in halves.values()) > 600


def test_no_reader_learns_from_what_is_kept_or_blind() -> None:
    learnt = {(post.title, post.body) for post in (*training_posts(), *shelf.seen(*shelf.FILES))}
    kept = {(post.title, post.body) for post in calibration_posts()}
    blind = {(post.title, post.body) for name in BLIND for post in shelf.load(name)}

    assert (len(kept), learnt & kept, (learnt | kept) & blind) == (len(kept_ids()), set(), set())


def test_disguises_are_the_same_for_the_same_seed() -> None:
    once, again = ([disguised("Pale lip", PLEA, random.Random(seed)) for seed in range(40)] for _ in range(2))

    assert once == again
    assert 10 < sum(found != ("Pale lip", PLEA) for found in once) < 35


def test_lines_keep_their_promises_and_ask_least_where_nobody_is_ill() -> None:
    draw = random.Random(7)
    told = [number % 4 for number in range(400)]
    chance = [min(1.0, max(0.0, (0.8 if label == 0 else 0.3) + draw.gauss(0, 0.2))) for label in told]
    rival = [draw.randrange(3) if label == 0 else label - 1 for label in told]
    crowd = Crowd(np.array(chance), np.array(rival), np.array(told))
    lines = lines_for(crowd)
    stopped, shown = crowd.over(list(lines.deflect.values())), crowd.over(list(lines.ask.values()))

    assert all(crowd.share(stopped, label) <= most for label, most in STOPPED.items())
    assert crowd.share(shown, "emergency") >= SHOWN
    assert all(lines.ask[rival] <= lines.deflect[rival] for rival in meeting.RIVALS)
    assert crowd.share(shown & ~stopped, "general") < crowd.share(shown & ~stopped, "current")


LINES = meeting.Lines(
    ask={"current": 0.04, "retrospective": 0.1, "general": 0.2},
    deflect={"current": 0.4, "retrospective": 0.5, "general": 0.6},
)
BLEND = meeting.Blend("test", 0.5, (0.5, 0.5, 0.0), LINES, LINES)
CALM = {"emergency": 0.01, "current": 0.01, "retrospective": 0.97, "general": 0.01}


@pytest.mark.parametrize(("floor", "band"), [(0.0, "clear"), (0.2, "ask"), (0.6, "deflect")])
def test_what_the_rules_set_is_never_lowered(floor: float, band: str) -> None:
    first = examine("", "Nothing of note", parent="", model=load())
    found = meeting.drawn(first, meeting.mixed(CALM, CALM, BLEND), LINES, floor, "test")

    assert (found.band, found.score) == (band, pytest.approx(max(floor, 0.01), abs=1e-6))
    assert sum(found.probabilities.values()) == pytest.approx(1)


def test_a_question_costs_least_beside_a_live_small_problem() -> None:
    shares = [{"emergency": 0.05, "current": 0.05, "retrospective": 0.05, "general": 0.05} | {rival: 0.85}
              for rival in meeting.RIVALS]  # fmt: skip

    assert [meeting.band_of(row, LINES) for row in shares] == ["ask", "clear", "clear"]
    assert [meeting.band_of(row | {"emergency": 0.55}, LINES) for row in shares] == ["deflect", "deflect", "ask"]


@runs
@pytest.mark.parametrize("text", ["And a third.", "Said afterwards.", "Once.", "Another."])
def test_a_few_words_without_a_sign_are_not_asked_about(text: str) -> None:
    assert assess("", text, "reply").band == "clear"


def test_the_lines_we_ship_are_in_order() -> None:
    chosen = meeting.settings()

    assert chosen is not None
    for lines in (chosen.both, chosen.alone, meeting.FALLBACK):
        assert [*lines.ask] == [*lines.deflect] == list(meeting.RIVALS)
        assert all(0 < lines.ask[rival] <= lines.deflect[rival] <= 1 for rival in meeting.RIVALS)


TOLD = {
    PLEA: "emergency",
    "Filler an hour ago, now she says it has gone dark in her left eye.": "emergency",
    "Sharing one from last June: her lip blanched, we flooded it with hyaluronidase, full recovery at two weeks. "
    "I would call for help sooner next time.": "retrospective",
    "Which card machine do you use in a two-room clinic?": "general",
}


@runs
@pytest.mark.parametrize("text", TOLD)
def test_it_reads_the_plain_ones(text: str) -> None:
    shares = model.read("", text)

    assert (list(shares), max(shares, key=shares.__getitem__)) == (list(LABELS), TOLD[text])
    assert sum(shares.values()) == pytest.approx(1)


@runs
@pytest.mark.parametrize(
    "text", [CHATTER * 3 + PLEA + " " + CHATTER * 3, "Case study: " + PLEA, PLEA.lower().replace(",", "")]
)
def test_burying_or_naming_it_otherwise_does_not_hide_a_plea(text: str) -> None:
    found = meeting.blend(assess("", text, "cases"), "", text)

    assert found.band == "deflect"


@runs
@pytest.mark.parametrize("text", ["", " ", "\u200b" * 5000, "x" * 100_000, "((((" * 25_000, "white " * 17_000])
def test_a_hostile_text_ends_with_shares(text: str) -> None:
    assert sum(model.read("", text).values()) == pytest.approx(1)
