"""The weights: the file we ship is the one we promised, and without it the reader says so and reads on."""

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from screening.emergency import EVENTS, assess, degraded, linear, train
from screening.emergency.examples import training_posts
from screening.emergency.reader import examine

ROOT = Path(__file__).parents[2]


def test_the_shipped_weights_match_their_checksum_and_are_small() -> None:
    packed = linear.WEIGHTS.read_bytes()
    promised = linear.WEIGHTS.with_suffix(".sha256").read_text().split()[0]

    assert hashlib.sha256(packed).hexdigest() == promised
    assert len(packed) <= 3_000_000
    assert degraded() is None


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "weights.bin"
    path.write_bytes(linear.WEIGHTS.read_bytes())
    path.with_suffix(".sha256").write_text(linear.WEIGHTS.with_suffix(".sha256").read_text())
    return path


def test_one_changed_byte_is_noticed(damaged: Path) -> None:
    packed = bytearray(damaged.read_bytes())
    packed[-1] ^= 1
    damaged.write_bytes(bytes(packed))

    with pytest.raises(linear.WeightsError, match="does not match its checksum"):
        linear.load(damaged)


def test_a_missing_file_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(linear.WeightsError, match="missing"):
        linear.load(tmp_path / "weights.bin")


@pytest.mark.parametrize("packed", [b"", b"something else", linear.MAGIC + b"not compressed"])
def test_a_foreign_file_is_refused(packed: bytes) -> None:
    with pytest.raises(linear.WeightsError):
        linear.unpack(packed)


def test_saved_weights_come_back_the_same(tmp_path: Path) -> None:
    shipped = linear.load()
    linear.save(shipped, tmp_path / "weights.bin")

    assert linear.load(tmp_path / "weights.bin") == shipped


def test_without_weights_the_reader_warns_and_still_stops_a_plain_emergency(tmp_path: Path) -> None:
    copy = tmp_path / "screening"
    subprocess.run(["cp", "-r", str(ROOT / "screening"), str(copy)], check=True)
    (copy / "emergency" / "weights.bin").unlink()
    asked = (
        "from screening.emergency import assess, degraded\n"
        "print(degraded())\n"
        "print(assess('', 'Her lip has gone white and cold, refill is six seconds, what do I do?', 'reply').band)\n"
        "print(assess('', 'Which card machine do you use?', 'reply').band)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert run.stdout.splitlines() == [
        "The weights file or its checksum is missing. Reading by rules alone, with stricter thresholds.",
        "deflect",
        "clear",
    ]


def test_by_rules_alone_the_version_says_so() -> None:
    assert examine("", "Her lip has gone white", parent="", model=None).version.startswith("rules / ")


def test_training_twice_gives_the_same_weights() -> None:
    posts = random.Random(3).sample(training_posts(), 120)

    assert linear.pack(train.train(posts)) == linear.pack(train.train(posts))


def test_the_halves_of_a_pair_share_a_fold() -> None:
    posts = training_posts()
    folds = train.fold_of_each(posts)
    homes: dict[str, set[int]] = {}
    for post, fold in zip(posts, folds, strict=True):
        homes.setdefault(post.group, set()).add(int(fold))

    assert {len(found) for found in homes.values()} == {1}


def test_the_reader_loads_no_packages_but_its_own() -> None:
    asked = "import sys, screening.emergency; print('numpy' in sys.modules, 'django' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)

    assert run.stdout == "False False\n"


def test_events_say_which_come_first() -> None:
    assert sorted(name for name, event in EVENTS.items() if event.critical) == [
        "anaphylaxis_airway", "embolic_chest", "la_toxicity", "neuro_collapse", "toxin_spread", "vision",
    ]  # fmt: skip
    assert assess("", "She can't breathe", "note").signs[0].critical
